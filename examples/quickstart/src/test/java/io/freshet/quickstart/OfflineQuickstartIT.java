package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/quickstart/run --offline --once}, as a user sees it. */
class OfflineQuickstartIT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final String CLASSPATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path work;

  @Test
  void everyRowOfTheHistoryIsOfflineAndALateEventIsLeftOutWhereItWasNotYetKnown()
      throws IOException {
    Path screen = work.resolve("screen.log");
    try (var quickstart =
        JavaProcess.start(
            "quickstart",
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfreshet.root=" + System.getProperty("freshet.root"),
                "-cp",
                CLASSPATH,
                QuickstartMain.class.getName(),
                "--once",
                "--offline",
                "--events",
                "500",
                "--work",
                work.toString()),
            Map.of(),
            screen)) {
      int code = quickstart.await(PATIENCE);

      List<String> lines = Files.readAllLines(screen);
      assertThat(code).as(() -> String.join("\n", lines)).isZero();
      JsonNode verdict = new ObjectMapper().readTree(lines.getLast());
      assertThat(verdict.path("lost").asLong()).isZero();
      assertThat(verdict.path("history_rows").asLong())
          .as("the stream's and the two payments of the user that is late")
          .isEqualTo(verdict.path("stored").asLong() + 2);
      assertThat(verdict.path("offline_rows").asLong())
          .isEqualTo(verdict.path("history_rows").asLong());
      assertThat(lines)
          .anyMatch(line -> line.matches(" *zoe +\\S+ +20\\.0 +900\\.0 +<- not yet known.*"))
          .anyMatch(line -> line.matches(" *zoe +\\S+ +900\\.0 +900\\.0"))
          .anyMatch(line -> line.matches(" *u-\\S+ +\\S+ +[0-9.]+ +[0-9.]+"));
    }
  }
}
