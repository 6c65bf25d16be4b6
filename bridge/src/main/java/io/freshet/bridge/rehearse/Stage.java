package io.freshet.bridge.rehearse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A broker and an ingest API made of cardboard: they say what a bridge wants to hear, until all of
 * the piece's events have arrived.
 */
public final class Stage implements AutoCloseable {
  private static final String SCHEMA =
      """
      {"workspace": "rehearsal", "push_source": "payments", "description": "",
       "timestamp": {"field": "at", "max_future": "5m", "max_age": "1825d"},
       "unknown_fields": "reject",
       "fields": [{"name": "user_id", "type": "string", "required": true},
                  {"name": "amount", "type": "float64"},
                  {"name": "count", "type": "int64"},
                  {"name": "tags", "type": "array<string>"},
                  {"name": "at", "type": "timestamp", "required": true}],
       "feature_views": [{"name": "view", "entity": ["user_id"]}]}
      """;

  private final StageBroker broker;
  private final HttpServer server;
  private final CountDownLatch requests = new CountDownLatch(LogScript.EVENTS / 10);

  /** Sets it up, on free ports of the loopback interface. */
  public Stage() throws IOException {
    broker = new StageBroker();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/sources", exchange -> answer(exchange, SCHEMA));
    server.createContext("/ingest", this::ingest);
    server.start();
  }

  /** Writes the configuration of a bridge that plays here. */
  public void write(Path file) throws IOException {
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: "%s", group.id: rehearsal}
        ingest: {url: "http://127.0.0.1:%d", workspace: rehearsal, api_key: key, protocol: http/1.1}
        dead_letters: {topic: %s}
        admin: {host: 127.0.0.1, port: 0}
        topics:
          - topic: %s
            format: json
            routes:
              - push_source: payments
                fields:
                  user_id: user.id
                  amount: {path: amount, default: 0.0}
                  count: count
                  tags: tags
                  at: {path: at, unit: ms}
        """
            .formatted(
                broker.address(),
                server.getAddress().getPort(),
                Script.DEAD_LETTERS,
                Script.TOPIC));
  }

  /** Waits until all has been pushed. */
  public void awaitEnd() throws InterruptedException {
    requests.await();
  }

  @Override
  public void close() {
    server.stop(0);
    broker.close();
  }

  private void ingest(HttpExchange exchange) throws IOException {
    String id = String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-ID"));
    exchange.getRequestBody().readAllBytes();
    answer(
        exchange,
        "{\"workspaceName\":\"rehearsal\",\"requestId\":\"" + id + "\",\"ingestMetrics\":{}}");
    requests.countDown();
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
