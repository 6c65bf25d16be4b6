package io.freshet.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.embedded.Ports;
import io.freshet.ingest.trace.Collector;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of the server as a process: switched on by its environment, off without. */
class TracesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void theLastSpansAreHandedOverOnSigterm() throws Exception {
    try (var collector = new Collector()) {
      assertThat(pushAndTerminate(collector.environment(), List.of())).isZero();
      assertThat(collector.spans())
          .extracting(Span::getName)
          .containsExactly("write history+online", "POST /ingest");
      assertThat(collector.services()).containsExactly("freshet-ingest");
    }
  }

  @Test
  void aCollectorThatIsNotThereCostsALineInTheLogsOwnFormatAndNothingElse() throws Exception {
    var nowhere = "http://127.0.0.1:" + Ports.free();
    var environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            nowhere,
            "OTEL_BSP_SCHEDULE_DELAY",
            "10",
            "OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED",
            "true",
            "FRESHET_LOG",
            "json");
    var options = List.of("--enable-native-access=ALL-UNNAMED");
    try (ServerProcess server = ServerProcess.inMemory(folder, environment, options);
        var pusher = new Pusher()) {
      assertThat(pusher.push(server.url("/"), "u1").statusCode()).isEqualTo(200);
      Path log = server.process().log();
      await().until(() -> Files.readString(log).contains("Failed to export"));
      assertThat(pusher.push(server.url("/"), "u2").statusCode()).isEqualTo(200);
      assertThat(server.process().terminate(PATIENCE)).isZero();
      assertThat(Files.readAllLines(log))
          .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }
  }

  @Test
  void noClassOfOpenTelemetryIsLoadedWhereNobodyAsks() throws Exception {
    Path classes = folder.resolve("classes.log");
    assertThat(pushAndTerminate(Map.of(), List.of("-Xlog:class+load:file=" + classes))).isZero();
    try (Stream<String> lines = Files.lines(classes)) {
      assertThat(lines.filter(line -> line.contains("io.freshet.ingest.write.RowWriter ")))
          .isNotEmpty();
    }
    try (Stream<String> lines = Files.lines(classes)) {
      assertThat(lines.filter(line -> line.contains(" io.opentelemetry."))).isEmpty();
    }
  }

  private int pushAndTerminate(Map<String, String> environment, List<String> options)
      throws Exception {
    try (ServerProcess server = ServerProcess.inMemory(folder, environment, options);
        var pusher = new Pusher()) {
      assertThat(pusher.push(server.url("/"), "u1").statusCode()).isEqualTo(200);
      return server.process().terminate(PATIENCE);
    }
  }
}
