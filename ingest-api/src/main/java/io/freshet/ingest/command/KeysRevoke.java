package io.freshet.ingest.command;

import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
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
    header = "Remove an API key for good.",
    description = {
      "Removes a key for good. Running servers stop taking it when they read the file again:",
      "within auth.reload, 10s by default."
    },
    footer = {
      "",
      "Example:",
      "  java -jar freshet-ingest.jar keys revoke --keys-file keys.yaml 3f0a9c51d2e7"
    })
final class KeysRevoke implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--keys-file", required = true, paramLabel = "FILE", description = "keys.yaml.")
  Path file;

  @Parameters(
      paramLabel = "ID",
      description = "The key's id: what keys list shows first, and what is between fsk_ and _.")
  String id;

  @Override
  public Integer call() {
    var problems = new Problems();
    var keyFile = new KeyFile(file);
    if (keyFile.exists()) {
      keyFile.update(this::without, problems);
    } else {
      problems.add(new Problem(file.toString(), 0, "", "no such file", Optional.empty()));
    }
    if (!problems.isEmpty()) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    spec.commandLine().getErr().println("key " + id + " revoked");
    return 0;
  }

  private List<ApiKey> without(List<ApiKey> keys, Problems problems) {
    List<ApiKey> others = keys.stream().filter(key -> !key.id().equals(id)).toList();
    if (others.size() == keys.size()) {
      String hint = NearNames.hint(shown(), keys.stream().map(ApiKey::id).toList());
      problems.add(
          new Problem(file.toString(), 0, "", "no key has the id " + shown(), Optional.of(hint)));
    }
    return others;
  }

  /** Not the secret of whoever gives the whole key by mistake. */
  private String shown() {
    return id.startsWith("fsk_") ? "fsk_… (give what is between fsk_ and the next _)" : id;
  }
}
