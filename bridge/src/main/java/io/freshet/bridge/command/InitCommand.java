package io.freshet.bridge.command;

import io.freshet.bridge.config.IngestConfig;
import io.freshet.bridge.config.IngestConfig.Protocol;
import io.freshet.bridge.propose.Proposal;
import io.freshet.bridge.push.Connection;
import io.freshet.bridge.push.SchemaClient;
import io.freshet.schema.Catalogue;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.NearNames;
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
    description = {
      "Proposes a first bridge.yaml for a topic and a registered push source, on standard output.",
      "Fields are matched by name and type; what could not be matched stands there as a comment.",
      "What it prints passes lint, and is for a person to check."
    },
    footer = {
      "",
      "Examples:",
      "  freshet-bridge init --topic payments.v1 --sample event.json --push-source transactions \\",
      "      --schemas schemas/ > bridge.yaml",
      "  freshet-bridge init --topic payments.v1 --subject payments.v1-value --push-source transactions \\",
      "      --registry http://localhost:8081 --schemas schemas/",
      "  FRESHET_API_KEY=... freshet-bridge init --topic payments.v1 --schema-file payment.avsc \\",
      "      --push-source transactions --server http://localhost:8080 --workspace prod"
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

  @ArgGroup(multiplicity = "1")
  Registered registered;

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Of the push source. Needed with --server, and where several have one.")
  String workspace = "";

  /** Where the registered schema is. */
  static final class Registered {
    @Option(names = "--schemas", paramLabel = "DIR", description = "Files of schemas.")
    @Nullable Path schemas;

    @Option(
        names = "--server",
        paramLabel = "URL",
        description = "freshet-ingest; the API key is taken from FRESHET_API_KEY.")
    @Nullable URI server;
  }

  @Override
  public Integer call() {
    var problems = new Problems();
    Optional<PushSource> source =
        registered.schemas == null ? fromServer() : fromFiles(registered.schemas, problems);
    if (!problems.isEmpty() || source.isEmpty()) {
      return Report.lines(problems, spec.commandLine());
    }
    EventOptions.Described described = described();
    List<String> fields = new Proposal(source.get(), described.fields()).lines();
    spec.commandLine()
        .getOut()
        .print(
            """
            # Proposed by freshet-bridge init: check every line, then freshet-bridge lint and test.
            kafka:
              bootstrap.servers: localhost:9092
              group.id: freshet-%s
            %singest: {url: "%s", workspace: %s, api_key: "${env:FRESHET_API_KEY}"}
            dead_letters: {topic: freshet.dead-letters}
            topics:
              - topic: '%s'
                format: %s
                routes:
                  - push_source: %s
                    fields:
                      %s
            """
                .formatted(
                    pushSource,
                    registry == null ? "" : "schema_registry: {url: \"" + registry + "\"}\n",
                    registered.server == null ? "http://localhost:8080" : registered.server,
                    source.get().workspace(),
                    topic.replace("'", "''"),
                    described.format(),
                    pushSource,
                    String.join("\n          ", fields)));
    spec.commandLine().getOut().flush();
    return Report.OK;
  }

  private EventOptions.Described described() {
    try {
      return events.describe(Optional.ofNullable(registry));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Optional<PushSource> fromFiles(Path directory, Problems problems) {
    Catalogue catalogue = SchemaDirectory.read(directory, problems);
    List<PushSource> all =
        catalogue.workspaces().stream()
            .filter(name -> workspace.isEmpty() || name.equals(workspace))
            .flatMap(name -> catalogue.sources(name).stream())
            .toList();
    List<PushSource> named =
        all.stream().filter(source -> source.name().equals(pushSource)).toList();
    if (problems.isEmpty() && named.isEmpty()) {
      throw wrong(
          "--push-source: no %s is registered in %s (%s)"
              .formatted(
                  pushSource,
                  directory,
                  NearNames.hint(pushSource, all.stream().map(PushSource::name).toList())));
    }
    if (named.size() > 1) {
      throw wrong("--workspace: several workspaces have a " + pushSource);
    }
    return named.stream().findFirst();
  }

  private Optional<PushSource> fromServer() {
    String key = System.getenv().getOrDefault("FRESHET_API_KEY", "");
    if (registered.server == null || workspace.isEmpty() || key.isEmpty()) {
      throw wrong("--server needs --workspace, and the API key in FRESHET_API_KEY");
    }
    var config =
        new IngestConfig(registered.server, workspace, key, Duration.ofSeconds(10), Protocol.H2C);
    return switch (new SchemaClient(new Connection(config, 1)).fetch(pushSource)) {
      case SchemaClient.Registered(PushSource source) -> Optional.of(source);
      case SchemaClient.Unknown _ ->
          throw wrong("--push-source: the server knows no " + pushSource);
      case SchemaClient.NotNow(String reason) ->
          throw new CommandFailure("the schema cannot be had: " + reason);
    };
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
