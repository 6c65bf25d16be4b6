package io.freshet.bridge.command;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.bridge.config.RegistryConfig;
import io.freshet.bridge.config.TlsConfig;
import io.freshet.bridge.propose.Proposal;
import io.freshet.schema.PushSource;
import io.freshet.yaml.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet-bridge init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Propose a first mapping for a topic.",
    description =
        "Proposes a first bridge.yaml for a topic and a registered push source, on standard output."
            + " Fields are matched by name and type; what is a guess, or could not be matched, has a"
            + " comment. What it prints is for a person to check.",
    footer = {
      "",
      "Examples:",
      "  freshet-bridge init --topic payments.v1 --push-source transactions \\",
      "      --sample event.json --schemas schemas/ > bridge.yaml",
      "  freshet-bridge init --topic payments.v1 --push-source transactions \\",
      "      --subject payments.v1-value --registry http://localhost:8081 \\",
      "      --schemas schemas/ --json",
      "  FRESHET_API_KEY=... freshet-bridge init --topic payments.v1 \\",
      "      --push-source transactions --schema-file payment.avsc \\",
      "      --server http://localhost:8080 --workspace prod",
      "  freshet-bridge init --topic refunds.v1 --push-source refunds \\",
      "      --subject refunds.v1-value --config bridge.yaml"
    })
public final class InitCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--topic", required = true, paramLabel = "NAME", description = "The topic.")
  String topic;

  @Option(
      names = "--push-source",
      required = true,
      paramLabel = "NAME",
      description = "Where its events go.")
  String pushSource;

  @ArgGroup(multiplicity = "1")
  EventOptions events;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry of --subject, where anybody may read.")
  @Nullable URI registry;

  @ArgGroup @Nullable SchemaOptions registered;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A bridge.yaml that there is: its registry and its server are asked, with its credentials,"
              + " and only the new topic's entry is printed.")
  @Nullable Path config;

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Of the push source. Needed with --server, and where several have one.")
  String workspace = "";

  @Option(
      names = "--json",
      description = "Print one JSON object: each field, where from and why, and the YAML.")
  boolean json;

  @Override
  public Integer call() {
    try {
      return propose();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int propose() {
    var problems = new Problems();
    Optional<BridgeConfig> existing = Optional.ofNullable(config).map(file -> read(file, problems));
    Optional<PushSource> source =
        problems.isEmpty() ? source(existing, problems) : Optional.empty();
    if (!problems.isEmpty() || source.isEmpty()) {
      return json
          ? Report.json(problems, spec.commandLine())
          : Report.lines(problems, spec.commandLine());
    }
    EventOptions.Described described = events.describe(registry(existing));
    var draft =
        new Draft(
            head(source.get()),
            topic,
            described.format(),
            source.get(),
            new Proposal(source.get(), described.fields()));
    if (json) {
      draft.json(spec.commandLine().getOut());
    } else {
      spec.commandLine().getOut().print(draft.yaml());
      spec.commandLine().getOut().flush();
    }
    return Report.OK;
  }

  /** Where files have the schema, the server's secret may be missing. */
  private BridgeConfig read(Path file, Problems problems) {
    boolean asksNoServer = registered != null;
    return new BridgeConfigFile(
            problems,
            name -> asksNoServer ? System.getenv().getOrDefault(name, "") : System.getenv(name))
        .read(file);
  }

  private Optional<PushSource> source(Optional<BridgeConfig> existing, Problems problems) {
    if (registered != null) {
      return registered.find(pushSource, workspace, problems);
    }
    return existing
        .map(read -> Optional.of(SchemaOptions.fromServer(read.ingest(), pushSource)))
        .orElseThrow(() ->
            new IllegalArgumentException("one of --schemas, --server and --config is needed"));
  }

  private Optional<RegistryConfig> registry(Optional<BridgeConfig> existing) {
    return registry == null
        ? existing.flatMap(BridgeConfig::schemaRegistry)
        : Optional.of(
            new RegistryConfig(
                List.of(registry),
                new RegistryConfig.Credentials.Anonymous(),
                TlsConfig.standard(),
                Duration.ofSeconds(10)));
  }

  private String head(PushSource source) {
    if (config != null) {
      return "# Proposed by freshet-bridge init, for the topics of %s: check every line.\n"
          .formatted(config);
    }
    return """
    # Proposed by freshet-bridge init: check every line, then freshet-bridge lint and test.
    kafka:
      bootstrap.servers: localhost:9092
      group.id: freshet-%s
    %singest: {url: "%s", workspace: %s, api_key: "${env:FRESHET_API_KEY}"}
    dead_letters: {topic: freshet.dead-letters}
    topics:
    """
        .formatted(
            pushSource,
            registry == null ? "" : "schema_registry: {url: \"" + registry + "\"}\n",
            registered == null || registered.server == null
                ? "http://localhost:8080"
                : registered.server,
            source.workspace());
  }
}
