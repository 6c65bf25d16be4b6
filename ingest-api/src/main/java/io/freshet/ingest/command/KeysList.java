package io.freshet.ingest.command;

import io.freshet.ingest.auth.Access;
import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.value.Timestamps;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest keys list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Lists the keys: id, workspace, access, sources, expiry. Never a secret.")
final class KeysList implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--keys-file", required = true, paramLabel = "FILE", description = "keys.yaml.")
  Path file;

  @Override
  public Integer call() {
    var problems = new Problems();
    List<ApiKey> keys = new KeyFile(file).read(problems);
    if (!problems.isEmpty()) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    keys.forEach(key -> spec.commandLine().getOut().println(line(key)));
    return 0;
  }

  private static String line(ApiKey key) {
    String access =
        key.caller().access().stream().map(Access::text).sorted().collect(Collectors.joining(","));
    String sources =
        key.caller().sources().isEmpty()
            ? "all sources"
            : String.join(",", key.caller().sources().stream().sorted().toList());
    String expiry = key.expires().map(at -> "until " + Timestamps.format(at)).orElse("for ever");
    return String.join("  ", key.id(), key.caller().workspace(), access, sources, expiry);
  }
}
