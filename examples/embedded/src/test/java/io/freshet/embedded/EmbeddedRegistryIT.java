package io.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EmbeddedRegistryIT {

  private static final String STRING_SCHEMA =
      """
      {"schema": "\\"string\\""}
      """;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @RegisterExtension static final EmbeddedRegistry registry = EmbeddedRegistry.inMemory();

  @AfterAll
  static void closeTheClient() {
    HTTP.close();
  }

  @Test
  void registersASchemaAndStartsEmptyAgainAfterAKill() throws Exception {
    assertThat(register("orders-value")).contains("\"id\"");
    assertThat(subjects()).contains("orders-value");
    registry.kill();
    registry.start();
    assertThat(subjects()).isEqualTo("[]");
  }

  @Test
  void twoRunAtTheSameTime() {
    try (EmbeddedRegistry second = EmbeddedRegistry.inMemory()) {
      second.start();
      assertThat(second.process().isAlive()).isTrue();
      assertThat(registry.process().isAlive()).isTrue();
    }
  }

  private static String register(String subject) throws IOException, InterruptedException {
    URI uri = URI.create(registry.url() + "/subjects/" + subject + "/versions");
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(STRING_SCHEMA)));
  }

  private static String subjects() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(registry.url() + "/subjects")));
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString()).body();
  }
}
