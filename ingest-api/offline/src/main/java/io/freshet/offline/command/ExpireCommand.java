package io.freshet.offline.command;

import io.freshet.offline.maintain.Expiry;
import io.freshet.yaml.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet-offline expire}. */
@Command(
    name = "expire",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Forget old snapshots and the files that only they have.",
    description =
        "Forgets snapshots that are older, with their files. No row goes: the newest snapshot stays, "
            + "with the stream's positions. Whoever reads an older snapshot at this moment fails.",
    footer = {
      "",
      "Example:",
      "  java -jar freshet-offline.jar expire --config offline.yaml --older-than 3d"
    })
public final class ExpireCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin Configured configured = new Configured();

  @Option(
      names = "--older-than",
      defaultValue = "3d",
      paramLabel = "DURATION",
      description = "How old a snapshot must be. Default: ${DEFAULT-VALUE}.")
  String olderThan;

  @Override
  public Integer call() throws Exception {
    Duration age =
        DurationText.parse(olderThan)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(), "--older-than: expected a duration such as 3d"));
    return configured.run(loaded ->
        EveryTable.of(
            loaded,
            (name, table) -> {
              int expired = Expiry.run(table, Instant.now().minus(age));
              spec.commandLine().getOut().println(name + ": " + expired + " snapshots expired");
            }));
  }
}
