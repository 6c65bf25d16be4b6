package io.freshet.bridge.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshet.bridge.config.RegistryConfig;
import io.freshet.bridge.config.TlsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A registry that answers what a test says, and what a registry says where it says nothing. */
public final class StubRegistry implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private record Answer(int status, String body) {}

  public StubRegistry() {
    this(plain());
  }

  StubRegistry(HttpServer server) {
    this.server = server;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpServer plain() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a path with JSON or anything else. */
  public StubRegistry with(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Paths with their queries, in the order of the requests. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The {@code Authorization} of each, in the same order. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** A client's configuration. */
  public RegistryConfig config() {
    return config("");
  }

  RegistryConfig config(String path) {
    return new RegistryConfig(
        List.of(URI.create("http://127.0.0.1:" + port() + path)),
        new RegistryConfig.Credentials.Anonymous(),
        TlsConfig.standard(),
        Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Answer answer =
        answers.getOrDefault(
            exchange.getRequestURI().getPath(),
            new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (answer.status() >= 300 && answer.status() < 400) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
