package io.freshet.ingest.command;

import io.freshet.ingest.auth.Access;
import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.ingest.auth.Rate;
import io.freshet.ingest.auth.Token;
import io.freshet.schema.Names;
import io.freshet.yaml.DurationText;
import io.freshet.yaml.Problems;
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
    header = "Make an API key.",
    description =
        "Makes a key, adds its hash to the file (which it makes if need be, readable for its owner "
            + "only), and prints the key once, alone on standard output: it cannot be shown again.",
    footer = {
      "",
      "Examples:",
      "  KEY=$(java -jar freshet-ingest.jar keys create --keys-file keys.yaml \\",
      "      --workspace prod --access write)",
      "  java -jar freshet-ingest.jar keys create --keys-file keys.yaml \\",
      "      --workspace prod --access write,read --source transactions \\",
      "      --source refunds --expires 90d --rate 100"
    })
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

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "How many requests per second are answered; the others get 429 with Retry-After. "
              + "Default: any number.")
  Optional<Double> rate = Optional.empty();

  @Option(
      names = "--burst",
      paramLabel = "N",
      description = "How many of them at once. Default: what --rate lets pass in a second.")
  Optional<Integer> burst = Optional.empty();

  @Override
  public Integer call() {
    Token token = Token.random(new SecureRandom());
    ApiKey key = key(token, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    var problems = new Problems();
    new KeyFile(file).update((keys, _) -> with(keys, key), problems);
    if (!problems.isEmpty()) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    spec.commandLine().getOut().println(token.reveal());
    spec.commandLine().getErr().println("key " + token.id() + " added to " + file);
    return 0;
  }

  private static List<ApiKey> with(List<ApiKey> keys, ApiKey key) {
    List<ApiKey> more = new ArrayList<>(keys);
    more.add(key);
    return more;
  }

  private ApiKey key(Token token, Instant now) {
    named("--workspace", workspace);
    sources.forEach(source -> named("--source", source));
    var caller = new Caller(token.id(), workspace, Set.copyOf(sources), accesses(), allowed());
    return new ApiKey(caller, token.secretHash(), now, lifetime().map(now::plus));
  }

  private void named(String option, String name) {
    if (!Names.valid(name)) {
      throw wrong(option + ": expected a name, " + Names.RULE);
    }
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

  private Optional<Rate> allowed() {
    if (rate.isEmpty() && burst.isPresent()) {
      throw wrong("--burst has no meaning without --rate");
    }
    try {
      return rate.map(perSecond ->
          burst.map(most -> new Rate(perSecond, most)).orElseGet(() -> Rate.of(perSecond)));
    } catch (IllegalArgumentException e) {
      throw wrong("--rate, --burst: " + e.getMessage());
    }
  }

  private Optional<Duration> lifetime() {
    if (expires.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> lifetime = DurationText.parse(expires).filter(Duration::isPositive);
    if (lifetime.isEmpty() || lifetime.get().compareTo(Duration.ofDays(36_500)) > 0) {
      throw wrong("--expires: expected a duration such as 90d, got " + expires);
    }
    return lifetime;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
