package io.freshet.embedded.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The server behind the proxy. */
final class Upstream implements AutoCloseable {
  private static final Set<String> SET_BY_THE_CLIENT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    SET_BY_THE_CLIENT.addAll(
        List.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "transfer-encoding",
            "upgrade"));
  }

  private final Supplier<URI> target;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Upstream(Supplier<URI> target) {
    this.target = target;
  }

  /** Passes a request on and returns the answer, both unchanged. */
  Response send(Request request) throws IOException, InterruptedException {
    var builder = HttpRequest.newBuilder(target.get().resolve(request.path()));
    request.headers().stream()
        .filter(header -> !SET_BY_THE_CLIENT.contains(header.name()))
        .forEach(header -> builder.header(header.name(), header.value()));
    builder.method(request.method(), BodyPublishers.ofByteArray(request.body().bytes()));
    return response(client.send(builder.build(), BodyHandlers.ofByteArray()));
  }

  private static Response response(HttpResponse<byte[]> answer) {
    List<Header> headers =
        answer.headers().map().entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(v -> new Header(entry.getKey(), v)))
            .toList();
    return new Response(answer.statusCode(), headers, Body.of(answer.body()));
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
