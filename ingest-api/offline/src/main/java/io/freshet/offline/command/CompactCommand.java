package io.freshet.offline.command;

import io.freshet.offline.maintain.Compaction;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet-offline compact}. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Make the small files of a day one.",
    description =
        "Rewrites the small files of each day of event time as files of worker.file_size. It can "
            + "run beside the workers; the stream's positions are carried over. Old files go with "
            + "the snapshots that have them: see expire.",
    footer = {
      "",
      "Example, each night:",
      "  java -jar freshet-offline.jar compact --config offline.yaml",
      "  java -jar freshet-offline.jar expire --config offline.yaml --older-than 3d"
    })
public final class CompactCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin Configured configured = new Configured();

  @Override
  public Integer call() throws Exception {
    return configured.run(loaded -> {
      var compaction = new Compaction(loaded.config().worker().fileBytes());
      return EveryTable.of(
          loaded,
          (name, table) -> {
            Compaction.Result result = compaction.run(table);
            spec.commandLine()
                .getOut()
                .println(name + ": " + result.before() + " files became " + result.after());
          });
    });
  }
}
