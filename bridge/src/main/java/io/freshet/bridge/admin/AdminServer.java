package io.freshet.bridge.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshet.bridge.config.AdminConfig;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Halts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /metrics}, {@code /status}, {@code /healthz/live} and {@code /healthz/ready}. */
public final class AdminServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private static final String JSON = "application/json";

  /**
   * Read by the JDK's server when its first is made; without them a slow client is never cut. A
   * client that sends nothing is cut after 10 to 20 seconds and holds a connection meanwhile: so
   * many are let in that a probe is still heard among some hundreds of them.
   */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "30",
          "sun.net.httpserver.maxReqHeaders", "100",
          "jdk.httpserver.maxConnections", "1000");

  private final HttpServer server;

  /**
   * Listens.
   *
   * @throws IOException when the port is taken
   */
  public AdminServer(AdminConfig config, BridgeMetrics metrics, Health health, Halts halts)
      throws IOException {
    LIMITS.forEach((name, value) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    });
    var status = new StatusJson(metrics, health, halts, InstantSource.system());
    server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/metrics", exchange -> answer(exchange, 200, METRICS, metrics.scrape()));
    server.createContext("/status", exchange -> answer(exchange, 200, JSON, status.write()));
    server.createContext("/healthz/live", exchange -> health(exchange, health::notLive));
    server.createContext("/healthz/ready", exchange -> health(exchange, health::notReady));
  }

  /** Starts answering. */
  public void start() {
    server.start();
  }

  /** Where it listens; the port is a real one where 0 was asked for. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void health(HttpExchange exchange, Supplier<Optional<String>> trouble)
      throws IOException {
    Optional<String> found = trouble.get();
    answer(exchange, found.isEmpty() ? 200 : 503, TEXT, found.orElse("ok") + "\n");
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
