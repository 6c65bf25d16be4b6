package io.freshet.quickstart;

import io.freshet.quickstart.IngestServer.Store.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code examples/quickstart/run}. */
@Command(
    name = "examples/quickstart/run",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Runs the whole of Freshet on this machine: real Kafka, a schema registry, DynamoDB Local,",
      "freshet-ingest and two freshet-bridge processes, with a stream of card payments through them.",
      "",
      "Stays up until Ctrl-C and prints curl lines to try. With --once it ends by itself; its last",
      "line is one JSON object, counted in the broker and in the tables."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every event is stored or dead-lettered, every offset is committed, and the offline log, if one "
          + "runs, has every row of the history",
      "1:events or rows were lost, or offsets were left uncommitted",
      "2:wrong usage",
      "3:something did not start or broke"
    })
final class QuickstartMain implements Callable<Integer> {

  @Option(names = "--once", description = "End when every event is accounted for.")
  boolean once;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many events to stream (default: ${DEFAULT-VALUE}).")
  long events;

  @Option(
      names = "--prometheus",
      description = "Have a Prometheus scrape both programs; it must be installed.")
  boolean prometheus;

  @Option(
      names = "--offline",
      description = {
        "Run freshet-offline, too: it follows the history into an Iceberg table, and a small training "
            + "set from it shows a late event being left out where it was not yet known."
      })
  boolean offline;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Keep logs and configuration here (default: a temporary folder).")
  @Nullable Path work;

  @Option(names = "--verbose", description = "Show stack traces.")
  boolean verbose;

  public static void main(String[] args) {
    var main = new QuickstartMain();
    System.exit(
        new CommandLine(main)
            .setExecutionExceptionHandler((e, command, _) -> main.report(e, command))
            .execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (events < 1) {
      System.err.println("--events must be at least 1");
      return CommandLine.ExitCode.USAGE;
    }
    if (prometheus && Prometheus.installed().isEmpty()) {
      System.err.println(
          "error: --prometheus: no prometheus on the PATH (Debian: apt-get install prometheus)");
      return 3;
    }
    var progress = new Progress(System.err, onTerminal());
    try (var system = LocalSystem.start(root(), workFolder(), history(), progress::step)) {
      return new Quickstart(system, progress, events, watcher()).run(once) ? 0 : 1;
    }
  }

  private History history() {
    return offline ? History.STREAMED : History.QUIET;
  }

  private Optional<Path> watcher() {
    return prometheus ? Prometheus.installed() : Optional.empty();
  }

  @SuppressWarnings("SystemConsoleNull") // there may be none at all, says its contract
  private static boolean onTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  private static Path root() {
    return Path.of(System.getProperty("freshet.root", "")).toAbsolutePath();
  }

  private Path workFolder() throws IOException {
    return work == null
        ? Files.createTempDirectory("freshet-quickstart-")
        : Files.createDirectories(work.toAbsolutePath());
  }

  private int report(Exception failure, CommandLine command) {
    command.getErr().println("error: " + failure.getMessage());
    if (verbose) {
      failure.printStackTrace(command.getErr());
    }
    return 3;
  }
}
