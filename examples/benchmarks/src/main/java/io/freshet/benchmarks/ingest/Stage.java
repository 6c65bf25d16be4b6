package io.freshet.benchmarks.ingest;

import io.freshet.embedded.EmbeddedDynamoDb;
import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts the processes of a benchmark, and ends them, the last first. */
final class Stage implements AutoCloseable {
  static final Map<String, String> AWS =
      Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

  /** As in {@code bin/launch}. */
  private static final List<String> LAUNCHER =
      List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

  private final Path root;
  private final Path folder;
  private final List<String> options;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  /** A program that listens. */
  record Running(URI uri, long pid) {}

  /**
   * Nothing is started yet.
   *
   * @param options of the JVMs of the server and of the bare route
   */
  Stage(Path folder, List<String> options) {
    this.root = Path.of(System.getProperty("freshet.root", "")).toAbsolutePath();
    this.folder = folder;
    this.options = Stream.concat(LAUNCHER.stream(), options.stream()).toList();
  }

  /** DynamoDB's stub. */
  Running stub(double medianMillis, double millis99) {
    int port = Ports.free();
    List<String> command =
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            packaged("ingest") + File.pathSeparator + ownClasses(),
            StoreStub.class.getName(),
            Integer.toString(port),
            Double.toString(medianMillis),
            Double.toString(millis99));
    return start("stub", command, port, "/delays");
  }

  /** DynamoDB Local, in memory. */
  URI dynamoDb() {
    var server = EmbeddedDynamoDb.inMemory();
    running.push(server);
    server.start();
    return server.endpoint();
  }

  /** The packaged server, writing there. */
  Running server(URI store) {
    int port = Ports.free();
    String config = config(port, dynamoDb(store));
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-jar", packaged("ingest"), "serve", "--config", config));
    return start("server", command, port, "/healthz/ready");
  }

  /** The packaged server, in front of nothing. */
  Running serverWithoutStore() {
    int port = Ports.free();
    List<String> command = new ArrayList<>(options);
    command.addAll(
        List.of(
            "-cp",
            packaged("ingest") + File.pathSeparator + ownClasses(),
            NoStoreServer.class.getName(),
            "--config",
            config(port, "in_memory: {}")));
    return start("server", command, port, "/healthz/ready");
  }

  /** The packaged bridge, mapping the quickstart's payments. */
  Running bridge(String bootstrapServers, URI server) {
    int port = Ports.free();
    Path config =
        file(
            "bridge.yaml",
            BridgeConfig.of(bootstrapServers, server, port).getBytes(StandardCharsets.UTF_8));
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-jar", packaged("bridge"), "run", "--config", config.toString()));
    return start("bridge", command, port, "/healthz/ready");
  }

  /** The bare route, giving these answers. */
  Running bareRoute(byte[] json, byte[] framed) {
    int port = Ports.free();
    List<String> command = new ArrayList<>(options);
    command.addAll(
        List.of(
            "-cp",
            packaged("ingest") + File.pathSeparator + ownClasses(),
            BareRoute.class.getName(),
            Integer.toString(port),
            file("answer.json", json).toString(),
            file("answer.grpc", framed).toString()));
    return start("bare", command, port, "/healthz/ready");
  }

  private Running start(String name, List<String> command, int port, String probe) {
    URI uri = URI.create("http://127.0.0.1:" + port);
    var process = JavaProcess.start(name, command, AWS, folder.resolve(name + ".log"));
    running.push(process);
    process.awaitReady(() -> HttpProbe.answers(uri.resolve(probe), 200));
    return new Running(uri, process.pid());
  }

  /** What is said of a store in ingest.yaml. */
  static String dynamoDb(URI endpoint) {
    return "dynamodb: {endpoint: \"%s\", create_tables: true}".formatted(endpoint);
  }

  /** An ingest.yaml. */
  String config(int port, String store) {
    String text =
        """
        server: {host: 127.0.0.1, port: %d}
        schemas: {directory: "%s"}
        auth: {disabled: true}
        store:
          %s
        """
            .formatted(port, root.resolve("examples/quickstart/schemas"), store);
    return file("ingest-" + port + ".yaml", text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Path file(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
    }
  }

  private String packaged(String program) {
    Path jar =
        root.resolve(
            (program.equals("ingest") ? "ingest-api" : program)
                + "/target/freshet-"
                + program
                + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not there: mvn -q -Dquick package makes it");
    }
    return jar.toString();
  }

  private static String ownClasses() {
    try {
      return Path.of(Stage.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find this program's own classes", e);
    }
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a process cannot be ended", e);
      }
    }
  }
}
