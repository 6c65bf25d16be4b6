package io.freshet.ingest.command;

import io.freshet.ingest.config.IngestConfig;
import io.freshet.json.JsonText;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet-ingest lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Check a configuration, its schemas and its keys.",
    description =
        "Reads ingest.yaml and the files that it names, as serve does at its start, and lists every "
            + "problem with file, line and what was probably meant. Asks neither store nor network.",
    footer = {
      "",
      "Example (in CI, or before a server is restarted):",
      "  java -jar freshet-ingest.jar lint --config ingest.yaml"
    })
public final class LintCommand implements Callable<Integer> {
  @Mixin Answer answer = new Answer();

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "ingest.yaml: where to listen, the schemas, the keys, the store.")
  Path config;

  @Override
  public Integer call() {
    var problems = new Problems();
    IngestConfig read = IngestConfig.read(config, problems);
    List<String> lines =
        problems.isEmpty()
            ? List.of(config + ": ok, " + Loaded.read(read, problems).summary())
            : List.of();
    return answer.give(problems, () -> JsonText.document(problems::write), () -> lines);
  }
}
