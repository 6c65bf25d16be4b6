package io.freshet.benchmarks.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How long and how often, the same options for every benchmark of the server. */
final class Course {
  @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each (default 3).")
  int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "Seconds of load in a round (default 4).")
  int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "5000",
      description =
          "Requests before the first round, at least (default 5000; end-to-end needs none); it ends when the compilers do.")
  int warmUp;

  @Option(
      names = "--keys",
      defaultValue = "UNIFORM",
      description = "Over 200,000 users: ${COMPLETION-CANDIDATES} (default UNIFORM).")
  Keys keys;

  @Option(
      names = "--java",
      paramLabel = "OPTION",
      defaultValue = "-Xmx384m",
      description = "Options of the server's JVM and of the bare route's, beside the launcher's.")
  List<String> options;

  @Option(
      names = "--logs",
      paramLabel = "FOLDER",
      defaultValue = "examples/benchmarks/target/logs",
      description = "Where the processes' output goes.")
  Path logs;

  Duration round() {
    return Duration.ofSeconds(seconds);
  }
}
