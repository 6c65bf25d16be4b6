package io.freshet.ingest.command;

import io.freshet.ingest.auth.Access;
import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.ingest.auth.Token;
import io.freshet.yaml.DurationText;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest keys create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Makes a key and prints it, once, alone on standard output.")
final class KeysCreate implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--keys-file", required = true, paramLabel = "FILE", description = "keys.yaml.")
  Path file;

  @Option(
      names = "--workspace",
      required = true,
      paramLabel = "NAME",
      description = "The workspace that the key is for.")
  String workspace;

  @Option(
      names = "--access",
      required = true,
      split = ",",
      paramLabel = "ACCESS",
      description = "read, write, or both with a comma between.")
  List<String> access;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only this push source; may be given several times. Default: all.")
  List<String> sources = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      description = "When the key stops working, such as 90d. Default: never.")
  String expires = "";

  @Override
  public Integer call() throws IOException {
    var keyFile = new KeyFile(file);
    var problems = new Problems();
    List<ApiKey> keys =
        keyFile.exists() ? new ArrayList<>(keyFile.read(problems)) : new ArrayList<>();
    if (!problems.isEmpty()) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    Token token = Token.random(new SecureRandom());
    keys.add(key(token, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    keyFile.write(keys);
    spec.commandLine().getOut().println(token.reveal());
    spec.commandLine().getErr().println("key " + token.id() + " added to " + file);
    return 0;
  }

  private ApiKey key(Token token, Instant now) {
    var caller = new Caller(token.id(), workspace, Set.copyOf(sources), accesses());
    return new ApiKey(caller, token.secretHash(), now, lifetime().map(now::plus));
  }

  private Set<Access> accesses() {
    Set<Access> accesses = EnumSet.noneOf(Access.class);
    for (String word : access) {
      switch (word.strip().toLowerCase(Locale.ROOT)) {
        case "read" -> accesses.add(Access.READ);
        case "write" -> accesses.add(Access.WRITE);
        default -> throw wrong("--access: expected read, write or write,read, got " + word);
      }
    }
    return accesses;
  }

  private Optional<Duration> lifetime() {
    if (expires.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> lifetime = DurationText.parse(expires);
    if (lifetime.isEmpty()) {
      throw wrong("--expires: expected a duration such as 90d, got " + expires);
    }
    return lifetime;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
