package io.freshet.offline.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshet.offline.config.OfflineConfig.Admin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /metrics}, {@code /healthz/live} and {@code /healthz/ready}. */
public final class AdminServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  /** Read by the JDK's server when its first is made; without them a slow client is never cut. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "30",
          "jdk.httpserver.maxConnections", "1000");

  private final HttpServer server;

  private AdminServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens and answers.
   *
   * @param alive whether the worker runs: it is started anew otherwise
   * @throws IOException when the port is taken
   */
  public static AdminServer start(Admin config, Supplier<String> metrics, BooleanSupplier alive)
      throws IOException {
    LIMITS.forEach((name, value) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    });
    HttpServer server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/metrics", exchange -> answer(exchange, 200, METRICS, metrics.get()));
    server.createContext("/healthz/live", exchange -> health(exchange, alive));
    server.createContext("/healthz/ready", exchange -> health(exchange, alive));
    server.start();
    return new AdminServer(server);
  }

  /** Where it listens; the port is a real one where 0 was asked for. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void health(HttpExchange exchange, BooleanSupplier well) throws IOException {
    boolean ok = well.getAsBoolean();
    answer(exchange, ok ? 200 : 503, TEXT, ok ? "ok\n" : "the stream is followed no more\n");
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
