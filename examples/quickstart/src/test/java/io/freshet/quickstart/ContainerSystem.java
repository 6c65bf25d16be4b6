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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.containers.BindMode;
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
   * @param work an existing folder for configuration
   */
  @SuppressWarnings("resource") // closed with the rest
  ContainerSystem(Path work) throws IOException {
    this.work = work;
    var store = new IngestServer.Store(URI.create("http://dynamodb:8000"), "freshet_");
    try (var keys = new IngestServer("ingest", ROOT, work, store)) {
      keys.createKey();
      key = keys.key();
    }
    SampleFile.fill(
        SAMPLES.resolve("ingest.yaml"),
        work.resolve("ingest.yaml"),
        Map.of("127.0.0.1", "0.0.0.0", "localhost:8000", "dynamodb:8000"));
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
