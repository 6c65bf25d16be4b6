package io.freshet.quickstart;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The whole system from images, on a network of its own; bridges come on top. */
final class ContainerSystem implements AutoCloseable {
  private static final long MEMORY = 768L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path ROOT = Path.of(System.getProperty("freshet.root"));
  private static final Path SAMPLES = ROOT.resolve("examples/quickstart");

  private final Path work;
  private final Path lake;
  private final Network network = Network.newNetwork();
  private final KafkaContainer kafka =
      new KafkaContainer(Images.KAFKA)
          .withNetwork(network)
          .withListener("kafka:19092")
          .withStartupTimeout(PATIENCE);
  private final GenericContainer<?> dynamoDb =
      new GenericContainer<>(Images.DYNAMODB)
          .withNetwork(network)
          .withNetworkAliases("dynamodb")
          .withExposedPorts(8000)
          .withStartupTimeout(PATIENCE);
  private final GenericContainer<?> ingest;
  private final String key;

  /**
   * Nothing runs yet.
   *
   * @param folder an existing one, for configuration and tables
   */
  @SuppressWarnings("resource") // closed with the rest
  ContainerSystem(Path folder) throws IOException {
    work = Files.createDirectories(folder.resolve("config"));
    lake = Files.createDirectories(folder.resolve("lake"));
    var store = new IngestServer.Store(URI.create("http://dynamodb:8000"), "freshet_");
    try (var keys = new IngestServer("ingest", ROOT, work, store)) {
      keys.createKey();
      key = keys.key();
    }
    SampleFile.fill(
        SAMPLES.resolve("ingest.yaml"),
        work.resolve("ingest.yaml"),
        Map.of(
            "127.0.0.1", "0.0.0.0",
            "localhost:8000", "dynamodb:8000",
            "create_tables: true", "create_tables: true, history_stream: true"));
    Path schemas = Files.createDirectories(work.resolve("schemas/prod"));
    Files.copy(
        SAMPLES.resolve("schemas/prod/transactions.yaml"), schemas.resolve("transactions.yaml"));
    ingest =
        locked(Images.INGEST, 8080)
            .withNetworkAliases("ingest")
            .withEnv(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"))
            .withCommand("serve", "--config", "ingest.yaml");
  }

  /** Starts everything but bridges; returns when it is ready. */
  void start() throws IOException {
    readableForAnybody();
    Stream.of(kafka, dynamoDb).parallel().forEach(GenericContainer::start);
    ingest.start();
  }

  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.getBootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  /** Starts a bridge of the group; returns when it is ready. It is the caller's to close. */
  GenericContainer<?> startBridge(String topic, String group) throws IOException {
    SampleFile.fill(
        SAMPLES.resolve("bridge.yaml"),
        work.resolve("bridge.yaml"),
        Map.of(
            "localhost:9092", "kafka:19092",
            "group.id: freshet-quickstart",
                "group.id: "
                    + group
                    + "\n  session.timeout.ms: 6000\n  heartbeat.interval.ms: 1000",
            "localhost:8080", "ingest:8080",
            "host: 127.0.0.1", "host: 0.0.0.0",
            "topic: payments.v1", "topic: " + topic));
    readableForAnybody();
    GenericContainer<?> bridge =
        locked(Images.BRIDGE, 9404)
            .withEnv("FRESHET_API_KEY", key)
            .withCommand("run", "--config", "bridge.yaml");
    bridge.start();
    return bridge;
  }

  /**
   * Starts a worker, of few rows a commit; returns when it follows. It is the caller's to close.
   */
  GenericContainer<?> startWorker() throws IOException {
    Files.writeString(
        work.resolve("offline.yaml"),
        """
        schemas: {directory: schemas}
        dynamodb: {region: us-east-1, endpoint: "http://dynamodb:8000", table_prefix: freshet_}
        catalog:
          properties: {type: jdbc, uri: "jdbc:sqlite:%1$s/catalog.db", warehouse: "file://%1$s/warehouse"}
        worker: {failover: 2s, poll: 200ms, commit: {age: 2s, rows: 500}}
        """
            .formatted(Lake.THERE));
    readableForAnybody();
    GenericContainer<?> worker =
        locked(Images.OFFLINE, 9405)
            .withFileSystemBind(lake.toString(), Lake.THERE, BindMode.READ_WRITE)
            .withEnv(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"))
            .withCommand("run", "--config", "offline.yaml");
    // Where the test is not root, what the worker writes must be the test's to remove.
    int user = (int) Files.getAttribute(lake, "unix:uid");
    if (user == 0) {
      Files.setPosixFilePermissions(lake, PosixFilePermissions.fromString("rwxrwxrwx"));
    } else {
      worker.withCreateContainerCmdModifier(command -> command.withUser(user + ":" + user));
    }
    worker.start();
    return worker;
  }

  /** What the worker's image says to a spine of one user, now. */
  ExecResult trainingSet(GenericContainer<?> worker, String user) throws Exception {
    Files.writeString(
        work.resolve("spine.csv"), "user_id,at\n%s,%s\n".formatted(user, Instant.now()));
    readableForAnybody();
    String command =
        "java @/opt/freshet/jvm io.freshet.offline.OfflineMain training-set --config offline.yaml"
            + " --workspace prod --spine spine.csv --timestamp at --view user_last_transaction"
            + " --memory 128MiB --out "
            + Lake.THERE
            + "/training.parquet";
    return worker.execInContainer(command.split(" "));
  }

  Lake lake() {
    return new Lake(lake);
  }

  GenericContainer<?> ingest() {
    return ingest;
  }

  Payments.Where where() {
    String dynamo = "http://" + dynamoDb.getHost() + ":" + dynamoDb.getMappedPort(8000);
    return new Payments.Where(kafka.getBootstrapServers(), URI.create(dynamo));
  }

  /** {@code kill -9}, and the same container again with what it had: nothing. */
  static void killAndStart(GenericContainer<?> container) {
    DockerClient docker = container.getDockerClient();
    docker.killContainerCmd(container.getContainerId()).withSignal("KILL").exec();
    docker.startContainerCmd(container.getContainerId()).exec();
  }

  /** SIGTERM, and how it ended. */
  static long stop(GenericContainer<?> container) {
    DockerClient docker = container.getDockerClient();
    docker.stopContainerCmd(container.getContainerId()).withTimeout(60).exec();
    return Objects.requireNonNull(
        docker.inspectContainerCmd(container.getContainerId()).exec().getState().getExitCodeLong());
  }

  /** As the chart runs it: nothing may be written but /tmp, and nothing may be done but run. */
  private GenericContainer<?> locked(String image, int port) {
    return new GenericContainer<>(image)
        .withNetwork(network)
        .withExposedPorts(port)
        .withFileSystemBind(work.toString(), "/etc/freshet", BindMode.READ_ONLY)
        .withTmpFs(Map.of("/tmp", "exec"))
        .withCreateContainerCmdModifier(command -> {
          HostConfig host = Objects.requireNonNull(command.getHostConfig());
          host.withReadonlyRootfs(true)
              .withCapDrop(Capability.ALL)
              .withSecurityOpts(List.of("no-new-privileges"))
              .withMemory(MEMORY);
        })
        .waitingFor(Wait.forHttp("/healthz/ready").forPort(port).withStartupTimeout(PATIENCE));
  }

  /** The containers' user is none of this machine's. The keys' file holds hashes. */
  private void readableForAnybody() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.toList()) {
        String permissions = Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      }
    }
  }

  @Override
  public void close() {
    ingest.close();
    dynamoDb.close();
    kafka.close();
    network.close();
  }
}
