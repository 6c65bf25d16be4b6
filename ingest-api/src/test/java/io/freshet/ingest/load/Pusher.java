package io.freshet.ingest.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Pushes to a server and reads back, with connections of its own. */
final class Pusher implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  CompletableFuture<HttpResponse<String>> begin(URI server, String... users) {
    return client.sendAsync(request(server, users), BodyHandlers.ofString());
  }

  HttpResponse<String> push(URI server, String... users) throws IOException, InterruptedException {
    return client.send(request(server, users), BodyHandlers.ofString());
  }

  String get(URI address) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  int status(URI address) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** Whether each of these users has a row, in their order. */
  List<Boolean> present(URI server, List<String> users) throws IOException, InterruptedException {
    var keys = JSON.createArrayNode();
    users.forEach(user -> keys.addObject().put("user_id", user));
    var body =
        JSON.createObjectNode()
            .put("workspace_name", "prod")
            .put("feature_view_name", "latest")
            .put("consistent", true);
    body.set("join_keys", keys);
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/v1/get-features"))
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    JsonNode answer = json(client.send(request, BodyHandlers.ofString()));
    List<Boolean> present = new ArrayList<>();
    answer
        .path("results")
        .forEach(result -> present.add(result.path("status").asText().equals("PRESENT")));
    return present;
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  static String body(String... users) {
    List<String> records = new ArrayList<>();
    for (String user : users) {
      records.add(
          "{\"record\":{\"user_id\":\"%s\",\"amount\":1,\"event_time\":\"%s\"}}"
              .formatted(user, NOW));
    }
    return "{\"workspace_name\":\"prod\",\"records\":{\"payments\":" + records + "}}";
  }

  private static HttpRequest request(URI server, String... users) {
    return HttpRequest.newBuilder(server.resolve("/ingest"))
        .timeout(Duration.ofSeconds(20))
        .POST(BodyPublishers.ofString(body(users)))
        .build();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
