package io.freshet.offline.command;

import io.freshet.ingest.command.Failures;
import io.freshet.json.JsonText;
import io.freshet.offline.config.OfflineConfig;
import io.freshet.offline.table.ViewTables;
import io.freshet.offline.training.Answer;
import io.freshet.offline.training.Knowledge;
import io.freshet.offline.training.Request;
import io.freshet.offline.training.Request.Output;
import io.freshet.offline.training.Request.Times;
import io.freshet.offline.training.Summary;
import io.freshet.offline.training.TrainingSet;
import io.freshet.schema.Catalogue;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-offline training-set}. */
@Command(
    name = "training-set",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    header = "Join labels with the features as they were known then.",
    description = {
      "Reads a spine, a CSV or Parquet file with the columns of an entity and a timestamp (and "
          + "labels, or whatever else), and writes it again with the features that were known of each "
          + "row's entity at its moment: of the rows whose event time and whose ingestion time are "
          + "not after it, the greatest version, as get-features would have answered then. A row that "
          + "was deleted, or older than the view's ttl, gives nothing. Duplicate rows and the order stay.",
      "",
      "A feature's column is named VIEW__FEATURE. The entity's columns have the names of the fields. "
          + "Timestamps are RFC 3339 in CSV (2026-01-04T00:25:06Z), timestamps in Parquet."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the training set is there",
      "1:problems were found, and are listed; nothing was written",
      "2:wrong usage",
      "3:something outside does not work"
    },
    footer = {
      "",
      "Examples:",
      "  java -jar freshet-offline.jar training-set --config offline.yaml --workspace prod \\",
      "      --spine labels.csv --view user_last_transaction --out training.parquet",
      "  # as if every feature were five minutes late, of a history that was filled in afterwards",
      "  java -jar freshet-offline.jar training-set --config offline.yaml --workspace prod \\",
      "      --spine labels.parquet --timestamp decided_at --lag 5m --knowledge event \\",
      "      --view user_last_transaction --view user_devices --out training.csv --times"
    })
public final class TrainingSetCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "offline.yaml: the schemas and the catalog.")
  Path config;

  @Option(
      names = "--workspace",
      required = true,
      paramLabel = "NAME",
      description = "The feature views' workspace.")
  String workspace;

  @Mixin SpineOptions spine = new SpineOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The training set to write: .parquet or .csv.")
  Path out;

  @Option(names = "--overwrite", description = "Replace it if it is there.")
  boolean overwrite;

  @Option(
      names = "--knowledge",
      defaultValue = "INGESTION",
      paramLabel = "WHICH",
      description = {
        "ingestion (the default): a row counts from when the server took it in, so nothing of the "
            + "future leaks in. event: from its event time, whenever it came, for histories that were "
            + "filled in afterwards."
      })
  Knowledge knowledge;

  @Option(
      names = "--times",
      description = "Add VIEW__event_time and VIEW__ingestion_time: when what was found is from.")
  boolean times;

  @Mixin MeansOptions means = new MeansOptions();

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  boolean json;

  @Override
  public Integer call() {
    var problems = new Problems();
    OfflineConfig read = OfflineConfig.read(config, problems);
    Catalogue catalogue =
        problems.isEmpty()
            ? SchemaDirectory.read(read.schemas(), problems)
            : new Catalogue(List.of());
    if (!problems.isEmpty()) {
      return Failures.report(problems, err());
    }
    try (ViewTables tables = ViewTables.open(read.catalog())) {
      return give(new TrainingSet(tables, catalogue, err()::println).build(request()));
    }
  }

  private Request request() {
    var existing = overwrite ? Output.Existing.REPLACED : Output.Existing.KEPT;
    return new Request(
        workspace,
        spine.file,
        spine.timestamp,
        spine.views,
        knowledge,
        spine.lag(),
        spine.zone(),
        times ? Times.SHOWN : Times.LEFT_OUT,
        new Output(out, existing),
        means.beside(out));
  }

  private int give(Answer answer) {
    return switch (answer) {
      case Answer.Refused(Problems problems) -> Failures.report(problems, err());
      case Answer.Built(Summary summary) -> {
        summary.warnings().forEach(err()::println);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
          out.println(JsonText.document(summary::write));
        } else {
          summary.lines().forEach(out::println);
        }
        yield 0;
      }
    };
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
