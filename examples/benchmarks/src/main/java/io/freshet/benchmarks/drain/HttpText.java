package io.freshet.benchmarks.drain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a server of ours. */
final class HttpText implements AutoCloseable {
  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();

  HttpText(URI base) {
    this.base = base;
  }

  URI url(String path) {
    return URI.create(base + path);
  }

  String get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(url(path)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new IllegalStateException("the sink does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the sink", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
