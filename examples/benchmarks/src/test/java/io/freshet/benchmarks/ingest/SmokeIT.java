package io.freshet.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.benchmarks.BenchmarksMain;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every benchmark of the server in its smallest form: that it runs, not what it says. Behind {@code
 * -Psoak}: on a busy machine it takes minutes.
 */
@Tag("soak")
class SmokeIT {
  @TempDir Path logs;

  @Test
  void pushesOverHttpBesideABareRoute() {
    assertThat(run("ingest-http", "--stores", "none", "--rates", "10x20", "--limit", "0"))
        .contains("\"target\":\"bare route\"")
        .contains("\"target\":\"no store\"")
        .contains("\"failed\":0")
        .doesNotContainPattern("\"failed\":[1-9]");
  }

  @Test
  void pushesOverGrpcInFrontOfTheStub() {
    assertThat(run("ingest-grpc", "--stores", "stub", "--rates", "1x20", "--limit", "0"))
        .contains("\"target\":\"stub\"")
        .containsPattern("\"added p99 ms\":\\{\"lowest\":[0-9]")
        .contains("\"failed\":0");
  }

  @Test
  void readsInFrontOfTheStub() {
    assertThat(run("get-features", "--rates", "10x20"))
        .contains("\"target\":\"stub, json\"")
        .contains("\"target\":\"stub, grpc\"")
        .doesNotContainPattern("\"failed\":[1-9]");
  }

  @Test
  void freshnessThroughEverything() {
    assertThat(run("end-to-end", "--rate", "100"))
        .containsPattern("\"slowest of ten p50 ms\":\\{\"lowest\":[1-9]")
        .containsPattern("\"freshness p50 ms\":\\{\"lowest\":[1-9]");
  }

  /** With one short round; the last line of what it prints. */
  private String run(String name, String... options) {
    List<String> arguments = new ArrayList<>(List.of(name));
    arguments.addAll(List.of(options));
    arguments.addAll(
        List.of("--rounds", "1", "--seconds", "1", "--warm-up", "20", "--logs", logs.toString()));
    PrintStream out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      int code = BenchmarksMain.commandLine().execute(arguments.toArray(String[]::new));
      assertThat(code).isZero();
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList().getLast();
  }
}
