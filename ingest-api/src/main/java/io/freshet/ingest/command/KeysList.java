package io.freshet.ingest.command;

import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest keys list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "List API keys.",
    description =
        "Lists the keys: id, workspace, access, sources, when they were made and expire, rate, and "
            + "whether they work. Never a secret: the file holds none.",
    footer = {
      "",
      "Examples:",
      "  java -jar freshet-ingest.jar keys list --keys-file keys.yaml",
      "  java -jar freshet-ingest.jar keys list --keys-file keys.yaml --json \\",
      "      | jq -r '.keys[] | select(.state == \"expired\") | .id'"
    })
final class KeysList implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--keys-file", required = true, paramLabel = "FILE", description = "keys.yaml.")
  Path file;

  @Option(names = "--json", description = "Print a JSON document instead of a table.")
  boolean json;

  @Override
  public Integer call() {
    var problems = new Problems();
    List<ApiKey> keys = new KeyFile(file).read(problems);
    if (!problems.isEmpty()) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    var table = new KeyTable(keys, Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(table.json());
    } else {
      table.lines().forEach(out::println);
    }
    return 0;
  }
}
