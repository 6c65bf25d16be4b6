package io.freshet.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An ingest API that answers what a test says, and remembers what was stored. */
public final class FakeIngest implements AutoCloseable {
  private static final String SCHEMA =
      """
      {"workspace":"prod","push_source":"payments","description":"",
       "timestamp":{"field":"at","max_future":"5m","max_age":"1825d"},"unknown_fields":"reject",
       "fields":[{"name":"user_id","type":"string","required":true},
                 {"name":"amount","type":"int64"},
                 {"name":"at","type":"timestamp","required":true}],
       "feature_views":[{"name":"v","entity":["user_id"]}]}\
      """;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final List<JsonNode> stored = new CopyOnWriteArrayList<>();
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private volatile Function<JsonNode, Reply> answers = FakeIngest::stored;
  private volatile String schema = SCHEMA;

  /**
   * What to answer.
   *
   * @param body {@code ID} in it stands for the request's id
   */
  public record Reply(int status, String body) {}

  public FakeIngest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/ingest", this::ingest);
    server.createContext("/v1/sources/prod/", this::source);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on requests are answered so. */
  public void answer(Function<JsonNode, Reply> newAnswers) {
    answers = newAnswers;
  }

  /** From now on {@code amount} is registered with this type. */
  public void registerAmountAs(String type) {
    schema = SCHEMA.replace("\"int64\"", "\"" + type + "\"");
  }

  public static Reply stored(JsonNode request) {
    return new Reply(200, "{\"workspaceName\":\"prod\",\"requestId\":\"ID\",\"ingestMetrics\":{}}");
  }

  public static Reply refused(int status, String errorType) {
    return new Reply(
        status,
        "{\"requestId\":\"ID\",\"requestError\":{\"errorType\":\"%s\",\"errorMessage\":\"\"}}"
            .formatted(errorType));
  }

  /** Sequences that have been answered with a real 200, repeats included. */
  public List<Long> sequences() {
    return stored.stream().map(record -> record.get("sequence").asLong()).toList();
  }

  public List<JsonNode> records() {
    return List.copyOf(stored);
  }

  /** How many requests have been answered with this status. */
  public long answered(int status) {
    return statuses.stream().filter(answered -> answered == status).count();
  }

  /** Every push source is registered, and all alike. */
  private void source(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    send(exchange, 200, schema.replace("\"payments\"", "\"" + name + "\""));
  }

  private void ingest(HttpExchange exchange) throws IOException {
    JsonNode request = json.readTree(exchange.getRequestBody());
    Reply reply = answers.apply(request);
    if (reply.status() == 200 && reply.body().contains("ID")) {
      request.get("records").forEach(records -> records.forEach(stored::add));
    }
    statuses.add(reply.status());
    String id = exchange.getRequestHeaders().getFirst("X-Request-ID");
    send(exchange, reply.status(), reply.body().replace("\"ID\"", "\"" + id + "\""));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
