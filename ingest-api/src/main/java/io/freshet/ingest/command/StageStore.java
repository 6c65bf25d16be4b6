package io.freshet.ingest.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A DynamoDB made of cardboard: it has both tables, keeps nothing and never says no. */
final class StageStore implements AutoCloseable {
  private final HttpServer server;

  StageStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", StageStore::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    byte[] answer = answer(target, request).getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String answer(String target, String request) {
    if (target.endsWith(".BatchGetItem")) {
      return "{\"Responses\":{},\"UnprocessedKeys\":{}}";
    }
    if (!target.endsWith(".DescribeTable")) {
      return "{}";
    }
    return request.contains("history")
        ? table(
            "{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}",
            "{\"AttributeName\":\"pk\",\"AttributeType\":\"S\"},{\"AttributeName\":\"sk\",\"AttributeType\":\"B\"}")
        : table(
            "{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}",
            "{\"AttributeName\":\"pk\",\"AttributeType\":\"S\"}");
  }

  private static String table(String keys, String attributes) {
    return "{\"Table\":{\"TableStatus\":\"ACTIVE\",\"KeySchema\":[%s],\"AttributeDefinitions\":[%s]}}"
        .formatted(keys, attributes);
  }
}
