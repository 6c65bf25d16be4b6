package io.freshet.offline.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The packaged freshet-ingest in front of DynamoDB Local. */
final class PushServer implements AutoCloseable {
  static final Map<String, String> AWS =
      Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");
  static final String PREFIX = "training_";

  private static final int TRIES = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final JavaProcess process;
  private final int port;

  private PushServer(JavaProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it with the schemas in the folder; returns when it is ready. */
  static PushServer start(Path folder, URI dynamoDb) throws IOException {
    int port = Ports.free();
    Path config = folder.resolve("ingest.yaml");
    Files.writeString(
        config,
        """
        server: {host: 127.0.0.1, port: %d}
        schemas: {directory: schemas}
        auth: {disabled: true}
        store:
          dynamodb:
            region: us-east-1
            endpoint: "%s"
            table_prefix: %s
            create_tables: true
            history_stream: true
        """
            .formatted(port, dynamoDb, PREFIX));
    Path jar =
        Path.of(System.getProperty("freshet.root"), "ingest-api", "target", "freshet-ingest.jar");
    var process =
        JavaProcess.start(
            "freshet-ingest",
            List.of(
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString(),
                "serve",
                "--config",
                config.toString()),
            AWS,
            folder.resolve("ingest.log"));
    var server = new PushServer(process, port);
    process.awaitReady(() -> HttpProbe.answers(server.url("/healthz/ready"), 200));
    return server;
  }

  /** The answer to a request, sent again where the server says so: a busy store is no answer. */
  JsonNode post(String path, String body) {
    HttpResponse<String> response = send(path, body);
    for (int again = 0; again < TRIES && response.statusCode() == 503; again++) {
      LockSupport.parkNanos(100_000_000);
      response = send(path, body);
    }
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(String path, String body) {
    var request =
        HttpRequest.newBuilder(url(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    process.close();
  }
}
