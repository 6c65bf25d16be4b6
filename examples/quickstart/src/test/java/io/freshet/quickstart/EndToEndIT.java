package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged programs, each in a process of its own, and what is left after one is killed. */
class EndToEndIT {
  private static final long EVENTS = 6_000;
  private static final long PER_SECOND = 1_500;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path work;

  private static LocalSystem system;

  @BeforeAll
  static void startEverything() {
    system = LocalSystem.start(Path.of(System.getProperty("freshet.root")), work, _ -> {});
  }

  @AfterAll
  static void stopEverything() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void everyEventIsInHistoryOrDeadLetteredAndTheNewestIsOnline() throws Exception {
    try (Flow flow = new Flow(system, "calm", 1, 300)) {
      flow.startBridge("calm-1");
      flow.startBridge("calm-2");
      flow.produce(EVENTS, EVENTS).get();
      flow.assertNothingLost();
    }
  }

  @Test
  void aBridgeThatIsKilledLosesNothing() throws Exception {
    try (Flow flow = new Flow(system, "bridge-killed", 2, 300)) {
      BridgeProcess bridge = flow.startBridge("killed-1");
      Future<?> producing = flow.produce(EVENTS, PER_SECOND);
      flow.awaitCommitted(EVENTS / 4);
      bridge.process().kill();
      flow.startBridge("killed-2");
      producing.get();
      flow.assertNothingLost();
    }
  }

  @Test
  void aServerThatIsKilledLosesNothingAndNothingIsDeadLetteredForIt() throws Exception {
    try (Flow flow = new Flow(system, "server-killed", 3, 300)) {
      flow.startBridge("server-killed-1");
      Future<?> producing = flow.produce(EVENTS, PER_SECOND);
      flow.awaitCommitted(EVENTS / 4);
      system.ingest().kill();
      system.ingest().start();
      producing.get();
      flow.assertNothingLost();
    }
  }

  @Test
  void aBrokerThatIsKilledLosesNothing() throws Exception {
    try (Flow flow = new Flow(system, "broker-killed", 4, 300)) {
      flow.startBridge("broker-killed-1");
      Future<?> producing = flow.produce(EVENTS, PER_SECOND);
      flow.awaitCommitted(EVENTS / 4);
      system.kafka().broker(0).kill();
      system.kafka().broker(0).start();
      producing.get();
      flow.assertNothingLost();
    }
  }

  @Test
  void sigtermDrainsCommitsAndRepeatsNothing() throws Exception {
    try (Flow flow = new Flow(system, "stopped", 5, 300)) {
      BridgeProcess bridge = flow.startBridge("stopped-1");
      flow.produce(EVENTS, EVENTS).get();
      flow.awaitCommitted(1);
      assertThat(bridge.process().terminate(Duration.ofSeconds(30))).isZero();
      flow.startBridge("stopped-2");
      flow.assertNothingLost();
    }
  }

  @Test
  void theCurlLinesThatTheQuickstartShowsWorkAsTheyStand() throws Exception {
    try (Flow flow = new Flow(system, "shown", 6, 20)) {
      BridgeProcess bridge = flow.startBridge("shown-1");
      flow.produce(200, 200).get();
      flow.assertNothingLost();
      List<String> answers = new ArrayList<>();
      for (String line : shown(flow.someUser(), bridge)) {
        answers.add(outputOf(line));
      }
      assertThat(answers).hasSize(4);
      assertThat(answers.get(0)).contains("\"status\":\"PRESENT\"", flow.someUser());
      assertThat(answers.get(1)).contains("\"onlineRecordIngestCount\":\"1\"");
      assertThat(answers.get(2)).contains("freshet_ingest_records_total");
      assertThat(answers.get(3)).contains("freshet_bridge_records_total");
    }
  }

  /** The commands that are printed when everything is up. */
  private static List<String> shown(String user, BridgeProcess bridge) {
    var printed = new ByteArrayOutputStream();
    try (var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        HttpClient http = HttpClient.newHttpClient()) {
      new Showcase(system, new Api(system.ingest(), http), new Progress(out, false))
          .whatNext(user, List.of(bridge));
    }
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("curl"))
        .toList();
  }

  private static String outputOf(String commandLine) throws Exception {
    Process shell = new ProcessBuilder("bash", "-c", commandLine).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(commandLine).isZero();
    return output;
  }
}
