package io.freshet.offline.command;

import io.freshet.ingest.command.Answer;
import io.freshet.json.JsonText;
import io.freshet.offline.config.OfflineConfig;
import io.freshet.schema.Catalogue;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet-offline lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Check a configuration and its schemas.",
    description = {
      "Reads offline.yaml and the schemas that it names, as run does at its start, and lists every "
          + "problem with file, line and what was probably meant.",
      "",
      "Asks neither DynamoDB nor the catalog. Variables that the file names as $${env:NAME} must be "
          + "set."
    },
    footer = {
      "",
      "Examples (in CI, or before a worker is restarted):",
      "  java -jar freshet-offline.jar lint --config offline.yaml",
      "  java -jar freshet-offline.jar lint --config offline.yaml --json \\",
      "      | jq '.problems[].message'"
    })
public final class LintCommand implements Callable<Integer> {
  @Mixin Answer answer = new Answer();

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "offline.yaml: the history's table, the schemas and the Iceberg catalog.")
  Path config;

  @Override
  public Integer call() {
    var problems = new Problems();
    OfflineConfig read = OfflineConfig.read(config, problems);
    List<String> lines =
        problems.isEmpty()
            ? List.of(config + ": ok, " + summary(read.schemas(), problems))
            : List.of();
    return answer.give(problems, () -> JsonText.document(problems::write), () -> lines);
  }

  private static String summary(Path schemas, Problems problems) {
    Catalogue catalogue = SchemaDirectory.read(schemas, problems);
    List<PushSource> sources =
        catalogue.workspaces().stream()
            .flatMap(workspace -> catalogue.sources(workspace).stream())
            .toList();
    int views = sources.stream().mapToInt(source -> source.featureViews().size()).sum();
    return sources.size() + " push source(s), " + views + " feature view(s) from " + schemas;
  }
}
