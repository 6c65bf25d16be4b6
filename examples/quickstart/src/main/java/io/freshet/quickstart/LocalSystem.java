package io.freshet.quickstart;

import io.freshet.embedded.EmbeddedDynamoDb;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedRegistry;
import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import io.freshet.embedded.Server;
import io.freshet.quickstart.IngestServer.Store;
import io.freshet.quickstart.IngestServer.Store.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Everything that runs, on free ports, with configuration and logs in one folder. */
public final class LocalSystem implements AutoCloseable {
  /** The dead-letter topic of every bridge started here. */
  public static final String DEAD_LETTERS = "freshet.dead-letters";

  private final Path root;
  private final Path work;
  private final EmbeddedKafka kafka = EmbeddedKafka.oneBroker();
  private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  private final EmbeddedRegistry registry = EmbeddedRegistry.inMemory();
  private final IngestServer ingest;
  private final Optional<OfflineLog> offline;

  private LocalSystem(Path root, Path work, History history) {
    this.root = root;
    this.work = work;
    this.ingest =
        new IngestServer("ingest", root, work, new Store(dynamoDb.endpoint(), "freshet_", history));
    this.offline =
        switch (history) {
          case QUIET -> Optional.empty();
          case STREAMED -> Optional.of(new OfflineLog(root, work, dynamoDb.endpoint()));
        };
  }

  /**
   * Starts everything but the bridges and returns when it answers.
   *
   * @param root the repository
   * @param work an existing folder for configuration and logs
   * @param progress told of each step
   */
  public static LocalSystem start(Path root, Path work, Consumer<String> progress) {
    return start(root, work, History.QUIET, progress);
  }

  /**
   * The same.
   *
   * @param history where it is streamed, a freshet-offline follows it
   */
  static LocalSystem start(Path root, Path work, History history, Consumer<String> progress) {
    var system = new LocalSystem(root, work, history);
    try {
      progress.accept("Starting Kafka, DynamoDB Local and a schema registry ...");
      List<Server> servers = List.of(system.kafka, system.dynamoDb, system.registry);
      CompletableFuture.allOf(
              servers.stream()
                  .map(server -> CompletableFuture.runAsync(server::start))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
      progress.accept("Starting freshet-ingest ...");
      system.ingest.createKey();
      system.ingest.start();
      if (system.offline.isPresent()) {
        progress.accept("Starting freshet-offline ...");
        system.offline.get().start();
      }
      return system;
    } catch (CompletionException e) {
      system.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
  }

  /** Starts a freshet-bridge that reads a topic in a group, with the sample's settings. */
  public BridgeProcess startBridge(String name, String topic, String group) {
    return startBridge(name, topic, group, List.of());
  }

  /**
   * Starts a freshet-bridge that reads a topic in a group.
   *
   * @param kafkaProperties more of the consumer's, such as {@code session.timeout.ms: 6000}
   */
  public BridgeProcess startBridge(
      String name, String topic, String group, List<String> kafkaProperties) {
    int adminPort = Ports.free();
    List<String> properties = new ArrayList<>(List.of("group.id: " + group));
    properties.addAll(kafkaProperties);
    Path config =
        SampleFile.fill(
            samples().resolve("bridge.yaml"),
            work.resolve(name + ".yaml"),
            Map.of(
                "localhost:9092", kafka.bootstrapServers(),
                "group.id: freshet-quickstart", String.join("\n  ", properties),
                "http://localhost:8080", ingest.url().toString(),
                "port: 9404", "port: " + adminPort,
                "topic: payments.v1", "topic: " + topic));
    var process =
        JavaProcess.launch(
            "freshet-bridge " + name,
            root.resolve("bridge/bin/freshet-bridge"),
            List.of("run", "--config", config.toString()),
            Map.of("FRESHET_API_KEY", ingest.key()),
            work.resolve(name + ".log"));
    var bridge = new BridgeProcess(process, adminPort);
    process.awaitReady(() -> HttpProbe.answers(bridge.ready(), 200));
    return bridge;
  }

  /**
   * Starts a Prometheus that scrapes the server and these bridges, with the chart's alert rules.
   */
  Prometheus startPrometheus(Path program, List<BridgeProcess> bridges) {
    Map<String, List<String>> targets =
        Map.of(
            "freshet-ingest", List.of(ingest.url().getAuthority()),
            "freshet-bridge",
                bridges.stream().map(bridge -> bridge.metrics().getAuthority()).toList());
    return Prometheus.start(program, root.resolve("helm/freshet/files/alerts.yaml"), targets, work);
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  public EmbeddedDynamoDb dynamoDb() {
    return dynamoDb;
  }

  public EmbeddedRegistry registry() {
    return registry;
  }

  public IngestServer ingest() {
    return ingest;
  }

  /** The offline log, if there is one. */
  Optional<OfflineLog> offline() {
    return offline;
  }

  /** Where configuration and logs are. */
  public Path work() {
    return work;
  }

  private Path samples() {
    return root.resolve("examples/quickstart");
  }

  @Override
  public void close() {
    offline.ifPresent(OfflineLog::close);
    ingest.close();
    registry.close();
    dynamoDb.close();
    kafka.close();
  }
}
