package io.freshet.benchmarks;

import io.freshet.benchmarks.idle.Idle;
import io.freshet.benchmarks.ingest.CostTable;
import io.freshet.benchmarks.ingest.EndToEnd;
import io.freshet.benchmarks.ingest.PushBenchmark;
import io.freshet.benchmarks.ingest.ReadBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The whole-system benchmarks, one command each: {@code examples/benchmarks/run NAME}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Benchmarks of whole programs; each prints a table and a line of JSON.",
    subcommands = {
      PushBenchmark.OverHttp.class,
      PushBenchmark.OverGrpc.class,
      ReadBenchmark.class,
      EndToEnd.class,
      Idle.class,
      CostTable.class
    })
public final class BenchmarksMain {
  private BenchmarksMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line without the exit. */
  public static CommandLine commandLine() {
    return new CommandLine(new BenchmarksMain()).setCaseInsensitiveEnumValuesAllowed(true);
  }
}
