package io.freshet.benchmarks.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.benchmarks.BenchmarksMain;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The benchmarks of the bridge with few events: that they run, not what they say. */
@Tag("soak")
class DrainSmokeIT {
  private static final String FIGURE = "\\{\"lowest\":[0-9.]*[1-9]";

  @Test
  void drainsByAllContenders() {
    assertThat(drain("--delay", "0,5"))
        .contains("\"contender\":\"freshet-bridge\",\"sink\":\"ours\",\"delay ms\":5")
        .contains("\"contender\":\"reference, virtual threads\"")
        .contains("\"contender\":\"reference, OkHttp's pool\"")
        .contains("\"contender\":\"consume and parse only\"")
        .containsPattern("\"records/s\":" + FIGURE)
        .containsPattern("\"CPU us/record\":" + FIGURE);
  }

  @Test
  void growsWithPartitionsAndRoutes() {
    assertThat(drain("--growth"))
        .containsPattern("\"partitions\":64,\"routes\":1,\"records/s\":" + FIGURE)
        .containsPattern("\"partitions\":4,\"routes\":8,\"records/s\":" + FIGURE);
  }

  @Test
  void restsAfterItsFirstPush() {
    assertThat(
            run(
                BenchmarksMain.commandLine(),
                "idle",
                "--starts",
                "1",
                "--settle",
                "1",
                "--seconds",
                "1"))
        .contains("\"program\":\"freshet-bridge\"")
        .containsPattern("\"start to first work ms\":" + FIGURE)
        .containsPattern("\"RSS MB\":[1-9]");
  }

  private static String drain(String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(new String[] {"--events", "2000", "--rounds", "1"}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    return run(BridgeDrain.commandLine(), all);
  }

  /** The last line of what it prints. */
  private static String run(CommandLine command, String... arguments) {
    PrintStream out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(command.execute(arguments)).isZero();
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList().getLast();
  }
}
