package io.freshet.offline.command;

import io.freshet.ingest.command.Failures;
import io.freshet.offline.config.OfflineConfig;
import io.freshet.offline.maintain.Backfill;
import io.freshet.offline.maintain.HistoryScan;
import io.freshet.offline.table.ViewTables;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-offline backfill}. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Add the history's rows that the tables lack.",
    description = {
      "Reads the whole history and adds the rows that the tables lack: for a worker that was enabled "
          + "late, or was down for more than the 24 hours that the stream keeps its records. It can "
          + "run beside the workers, and be interrupted and repeated: no row is added twice.",
      "",
      "A row keeps its ingestion time. A training set of what was known at a moment is right with "
          + "rows that came in late this way."
    },
    footer = {"", "Example:", "  java -jar freshet-offline.jar backfill --config offline.yaml"})
public final class BackfillCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin Configured configured = new Configured();

  @Option(
      names = "--chunk",
      defaultValue = "200000",
      paramLabel = "ROWS",
      description =
          "How many rows of a view are held in memory and looked up at once. More is faster. "
              + "Default: ${DEFAULT-VALUE}.")
  int chunk;

  @Override
  public Integer call() throws Exception {
    return configured.run(this::run);
  }

  private int run(Configured.Loaded loaded) {
    OfflineConfig config = loaded.config();
    PrintWriter err = spec.commandLine().getErr();
    try (var tables = ViewTables.open(config.catalog());
        var scan = HistoryScan.open(config.dynamoDb())) {
      var backfill =
          new Backfill(
              loaded.schemas().get(),
              tables,
              chunk,
              config.worker().fileBytes(),
              soFar ->
                  err.println(soFar.scanned() + " rows read, " + soFar.added() + " added so far"));
      Backfill.Result result = backfill.run(scan);
      spec.commandLine()
          .getOut()
          .println(result.scanned() + " rows read, " + result.added() + " added");
      if (result.unknown() > 0) {
        err.println(result.unknown() + " rows are of feature views that are not registered");
        return Failures.PROBLEMS;
      }
      return 0;
    }
  }
}
