package io.freshet.ingest.command;

import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest keys revoke}. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Removes a key. Servers that have read the file must be restarted.")
final class KeysRevoke implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--keys-file", required = true, paramLabel = "FILE", description = "keys.yaml.")
  Path file;

  @Parameters(paramLabel = "ID", description = "The key's id: what keys list shows first.")
  String id;

  @Override
  public Integer call() throws IOException {
    var problems = new Problems();
    var keyFile = new KeyFile(file);
    List<ApiKey> keys = new ArrayList<>(keyFile.read(problems));
    if (problems.isEmpty() && !keys.removeIf(key -> key.id().equals(id))) {
      String hint = NearNames.hint(id, keys.stream().map(ApiKey::id).toList());
      problems.add(new Problem(file.toString(), 0, "", "no key " + id, Optional.of(hint)));
    }
    if (!problems.isEmpty()) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    keyFile.write(keys);
    spec.commandLine().getErr().println("key " + id + " revoked");
    return 0;
  }
}
