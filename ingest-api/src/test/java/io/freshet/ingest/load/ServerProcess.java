package io.freshet.ingest.load;

import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** freshet-ingest in a process of its own, with a small heap that must do. */
final class ServerProcess implements AutoCloseable {
  private static final Map<String, String> AWS =
      Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");
  private static final String SCHEMA =
      """
      workspace: prod
      push_source: payments
      timestamp: {field: event_time, max_future: 5m, max_age: 1825d}
      fields:
        - {name: user_id, type: string, required: true}
        - {name: amount, type: float64, required: true}
        - {name: note, type: string}
        - {name: event_time, type: timestamp, required: true}
      feature_views:
        - {name: latest, entity: [user_id]}
      """;

  private final JavaProcess process;
  private final int port;

  private ServerProcess(JavaProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it; returns when it is ready.
   *
   * @param limits what {@code server.limits} says, as flow YAML
   * @param endpoint the DynamoDB that it writes to
   */
  static ServerProcess start(Path folder, String limits, URI endpoint) throws IOException {
    return launch(
        folder,
        limits,
        "dynamodb: {endpoint: \"%s\", table_prefix: load_, create_tables: true}"
            .formatted(endpoint),
        AWS,
        List.of());
  }

  /** One that keeps its rows in memory, where connections are what a test is about. */
  static ServerProcess inMemory(Path folder) throws IOException {
    return inMemory(folder, Map.of(), List.of());
  }

  /** The same with more in its environment, and options for its JVM. */
  static ServerProcess inMemory(Path folder, Map<String, String> environment, List<String> options)
      throws IOException {
    return launch(folder, "{}", "in_memory: {}", environment, options);
  }

  private static ServerProcess launch(
      Path folder,
      String limits,
      String store,
      Map<String, String> environment,
      List<String> options)
      throws IOException {
    int port = Ports.free();
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(schemas.resolve("payments.yaml"), SCHEMA);
    Path config = folder.resolve("ingest-" + port + ".yaml");
    Files.writeString(
        config,
        """
        server:
          host: 127.0.0.1
          port: %d
          limits: %s
          shutdown: {not_ready: 500ms, drain: 5s}
        schemas: {directory: schemas}
        auth: {disabled: true}
        store:
          %s
        """
            .formatted(port, limits, store));
    List<String> command = new ArrayList<>(options);
    command.addAll(
        List.of(
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "io.freshet.ingest.IngestMain",
            "serve",
            "--config",
            config.toString()));
    var process =
        JavaProcess.start("freshet-ingest", command, environment, folder.resolve(port + ".log"));
    var server = new ServerProcess(process, port);
    process.awaitReady(() -> HttpProbe.answers(server.url("/healthz/ready"), 200));
    return server;
  }

  int port() {
    return port;
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  JavaProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
