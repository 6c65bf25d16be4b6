package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** The programs' images, alone and together; skipped where Docker or the images are missing. */
@Tag("docker")
class ImagesIT {
  private static final long EVENTS = 4_000;
  private static final long PER_SECOND = 500;

  /** Beyond every wait of a healthy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path work;
  private static ContainerSystem system;

  @BeforeAll
  static void startEverything() throws Exception {
    Images.buildOrSkip();
    system = new ContainerSystem(work);
    system.start();
  }

  @AfterAll
  static void stopEverything() {
    if (system != null) {
      system.close();
    }
  }

  static List<String> programs() {
    return List.of(Images.BRIDGE, Images.INGEST, Images.OFFLINE);
  }

  static List<String> rehearsed() {
    return List.of(Images.BRIDGE, Images.INGEST);
  }

  @Test
  void aBridgesContainerThatIsKilledLosesNothing() throws Exception {
    String name = "bridge-container";
    system.createTopic(Payments.topic(name), 4);
    try (var payments = new Payments(system.where(), name, 8, 300);
        var bridge = system.startBridge(Payments.topic(name), Payments.group(name))) {
      Future<?> producing = payments.produce(EVENTS, PER_SECOND);
      payments.awaitCommitted(EVENTS / 4);
      ContainerSystem.killAndStart(bridge);
      producing.get();
      payments.assertNothingLost();
    }
  }

  @Test
  void aServersContainerThatIsKilledLosesNothing() throws Exception {
    String name = "ingest-container";
    system.createTopic(Payments.topic(name), 4);
    try (var payments = new Payments(system.where(), name, 9, 300);
        var _ = system.startBridge(Payments.topic(name), Payments.group(name))) {
      Future<?> producing = payments.produce(EVENTS, PER_SECOND);
      payments.awaitCommitted(EVENTS / 4);
      ContainerSystem.killAndStart(system.ingest());
      producing.get();
      payments.assertNothingLost();
    }
  }

  @Test
  void aWorkersContainerThatIsKilledHasEveryRowInItsTableOnce() throws Exception {
    String name = "offline-container";
    system.createTopic(Payments.topic(name), 4);
    try (var payments = new Payments(system.where(), name, 10, 300);
        var worker = system.startWorker();
        var _ = system.startBridge(Payments.topic(name), Payments.group(name))) {
      Future<?> producing = payments.produce(EVENTS, PER_SECOND);
      Lake lake = system.lake();
      patiently().until(() -> !lake.events(Payments.topic(name)).isEmpty());
      ContainerSystem.killAndStart(worker);
      producing.get();
      payments.assertNothingLost();
      patiently()
          .untilAsserted(
              () -> assertThat(lake.events(Payments.topic(name))).isEqualTo(payments.intact()));
      ExecResult trained = system.trainingSet(worker, payments.someUser());
      assertThat(trained.getStdout())
          .as(trained.getStderr())
          .contains("user_last_transaction: 1 filled");
      assertThat(ContainerSystem.stop(worker)).as("after SIGTERM").isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("rehearsed")
  void theJvmTakesTheStartUpCache(String image) {
    List<String> entrypoint = List.of(Objects.requireNonNull(config(image).getEntrypoint()));
    // AOTMode=on: a cache that does not fit ends the JVM, instead of being passed over.
    assertThat(outputOf(image, withOption("-XX:AOTMode=on", entrypoint)))
        .containsPattern("freshet-(bridge|ingest) \\d");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void itIsNobodysAndNeedsNoShell(String image) {
    ContainerConfig config = config(image);
    assertThat(config.getUser()).isEqualTo("65532:65532");
    assertThat(Objects.requireNonNull(config.getEntrypoint())[0]).isEqualTo("java");
    assertThat(Objects.requireNonNull(config.getHealthcheck()).getTest()).startsWith("CMD", "java");
    assertThat(config.getLabels())
        .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
        .containsKeys(
            "org.opencontainers.image.title",
            "org.opencontainers.image.version",
            "org.opencontainers.image.revision",
            "org.opencontainers.image.source",
            "org.opencontainers.image.base.name");
  }

  @Test
  void theHealthCheckTellsWhoLivesFromWhoDoesNot() throws Exception {
    List<String> check =
        Objects.requireNonNull(config(Images.INGEST).getHealthcheck()).getTest().stream()
            .skip(1)
            .toList();
    assertThat(inServer(check, Map.of()).getExitCode()).isZero();
    Map<String, String> elsewhere = Map.of("FRESHET_PROBE", "http://127.0.0.1:1/healthz/live");
    assertThat(inServer(check, elsewhere).getExitCode()).as("where nobody listens").isOne();
  }

  @Test
  void theBillOfMaterialsIsInTheImage() throws Exception {
    JsonNode bom =
        system
            .ingest()
            .copyFileFromContainer(
                "/opt/freshet/freshet-ingest.cdx.json", in -> new ObjectMapper().readTree(in));
    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bom.path("components").findValuesAsText("name"))
        .contains("freshet-schemas", "armeria", "dynamodb")
        .doesNotContain("assertj-core");
  }

  /** Looks at files while they are written. */
  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class);
  }

  private static ExecResult inServer(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return system
        .ingest()
        .execInContainer(
            ExecConfig.builder()
                .envVars(environment)
                .command(command.toArray(String[]::new))
                .build());
  }

  /** The command, with one more option for its JVM. */
  private static List<String> withOption(String option, List<String> command) {
    var more = new ArrayList<>(command);
    more.add(1, option);
    return more;
  }

  private static String outputOf(String image, List<String> entrypoint) {
    try (var container =
        new GenericContainer<>(image)
            .withCreateContainerCmdModifier(command -> command.withEntrypoint(entrypoint))
            .withCommand("--version")
            .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))) {
      container.start();
      return container.getLogs();
    }
  }

  private static ContainerConfig config(String image) {
    InspectImageResponse inspected =
        DockerClientFactory.instance().client().inspectImageCmd(image).exec();
    return Objects.requireNonNull(inspected.getConfig());
  }
}
