package io.freshet.ingest.command;

import io.freshet.ingest.config.IngestConfig;
import io.freshet.ingest.config.IngestConfig.Store;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.purge.Purge;
import io.freshet.ingest.purge.Result;
import io.freshet.ingest.purge.Target;
import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import io.freshet.ingest.store.dynamodb.DynamoDbStore;
import io.freshet.schema.Catalogue;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.DurationText;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest purge}. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Erase one entity, online and in history.",
    description = {
      "Erases one entity (a person who wants to be forgotten) from the online table and from the "
          + "history, and prints how many rows it removed. Safe to interrupt and to repeat.",
      "",
      "It looks again until it finds nothing, and waits between so that writes under way have ended. "
          + "What reaches the server later is stored again: stop the entity's events first, and mind "
          + "Kafka's retention, dead letters, backups and point-in-time recovery, which it does not touch."
    },
    footer = {
      "",
      "Example:",
      "  java -jar freshet-ingest.jar purge --config ingest.yaml \\",
      "      --workspace prod --view user_last_transaction --key user_id=u1"
    })
public final class PurgeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "ingest.yaml: the schemas and the store.")
  Path config;

  @Mixin EntityOptions entity = new EntityOptions();

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(
      names = "--settle",
      defaultValue = "15s",
      paramLabel = "DURATION",
      description =
          "How long a write that is under way may take: what is waited before looking again. "
              + "Default: ${DEFAULT-VALUE}, the longest that a server's own limits allow.")
  String settle;

  private final Prompt prompt;

  public PurgeCommand() {
    this(Prompt::terminal);
  }

  PurgeCommand(Prompt prompt) {
    this.prompt = prompt;
  }

  @Override
  public Integer call() {
    var problems = new Problems();
    IngestConfig read = IngestConfig.read(config, problems);
    Catalogue catalogue =
        problems.isEmpty()
            ? SchemaDirectory.read(read.schemas().path(), problems)
            : new Catalogue(List.of());
    if (!problems.isEmpty()) {
      return Failures.report(problems, err());
    }
    return switch (read.store()) {
      case Store.DynamoDb(DynamoDbSettings settings) -> erase(settings, new Schemas(catalogue));
      case Store.InMemory _ -> {
        problems.add(
            new Problem(
                config.toString(),
                0,
                "store.in_memory",
                "is the server's own memory: it is erased when the server ends",
                Optional.empty()));
        yield Failures.report(problems, err());
      }
    };
  }

  private int erase(DynamoDbSettings settings, Schemas schemas) {
    Duration pause =
        DurationText.parse(settle)
            .orElseThrow(() -> wrong("--settle: expected a duration such as 15s"));
    List<Target> targets = entity.targets(schemas);
    if (!confirmed(targets)) {
      err().println("nothing was removed");
      return Failures.PROBLEMS;
    }
    return erase(settings, targets, pause);
  }

  private boolean confirmed(List<Target> targets) {
    if (yes) {
      return true;
    }
    String question = "Erase " + entity.text(targets) + " for good? [y/N] ";
    return prompt
        .ask(question)
        .orElseThrow(
            () -> wrong("there is no terminal to ask at: add --yes to erase without being asked"))
        .strip()
        .equalsIgnoreCase("y");
  }

  private int erase(DynamoDbSettings settings, List<Target> targets, Duration pause) {
    try (var store = DynamoDbStore.start(settings.withoutCreatingTables())) {
      Result result = new Purge(store.purge(), () -> wait(pause)).run(targets);
      var report = new PurgeReport(entity.workspace, result);
      spec.commandLine().getOut().println(json ? report.json() : report.text());
      return switch (result) {
        case Result.Gone _ -> 0;
        case Result.StillWritten _ -> {
          err().println("error: somebody goes on writing this entity: stop that, and purge again");
          yield Failures.PROBLEMS;
        }
        case Result.Interrupted interrupted -> {
          err().println("not all was removed: purge again");
          yield Failures.report(interrupted.cause(), err());
        }
      };
    }
  }

  private void wait(Duration pause) {
    err().println("waiting " + settle + " for writes that are under way, then looking again");
    long end = System.nanoTime() + pause.toNanos();
    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
