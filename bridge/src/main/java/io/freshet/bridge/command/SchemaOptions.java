package io.freshet.bridge.command;

import io.freshet.bridge.config.IngestConfig;
import io.freshet.bridge.config.IngestConfig.Protocol;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the registered schema of a push source is: one of the two. */
final class SchemaOptions {
  @Option(names = "--schemas", paramLabel = "DIR", description = "Files of schemas.")
  @Nullable Path schemas;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "freshet-ingest; the API key is taken from FRESHET_API_KEY.")
  @Nullable URI server;

  /**
   * Finds it; empty where the files have problems.
   *
   * @param workspace may be empty where the files have one such push source
   * @throws IllegalArgumentException where there is none
   * @throws CommandFailure where the server does not give it
   */
  Optional<PushSource> find(String pushSource, String workspace, Problems problems) {
    if (schemas != null) {
      return fromFiles(schemas, pushSource, workspace, problems);
    }
    String key = System.getenv().getOrDefault("FRESHET_API_KEY", "");
    if (server == null || workspace.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException(
          "--server needs --workspace, and the API key in FRESHET_API_KEY");
    }
    return Optional.of(
        fromServer(
            new IngestConfig(server, workspace, key, Duration.ofSeconds(10), Protocol.H2C),
            pushSource));
  }

  /** Asks a server; throws as {@link #find}. */
  static PushSource fromServer(IngestConfig server, String pushSource) {
    return switch (new SchemaClient(new Connection(server, 1)).fetch(pushSource)) {
      case SchemaClient.Registered(PushSource source) -> source;
      case SchemaClient.Unknown _ ->
          throw new IllegalArgumentException("--push-source: the server knows no " + pushSource);
      case SchemaClient.NotNow(String reason) ->
          throw new CommandFailure("the schema cannot be had: " + reason);
    };
  }

  private static Optional<PushSource> fromFiles(
      Path directory, String pushSource, String workspace, Problems problems) {
    Catalogue catalogue = SchemaDirectory.read(directory, problems);
    List<PushSource> all =
        catalogue.workspaces().stream()
            .filter(name -> workspace.isEmpty() || name.equals(workspace))
            .flatMap(name -> catalogue.sources(name).stream())
            .toList();
    List<PushSource> named =
        all.stream().filter(source -> source.name().equals(pushSource)).toList();
    if (problems.isEmpty() && named.isEmpty()) {
      throw new IllegalArgumentException(
          "--push-source: no %s is registered in %s (%s)"
              .formatted(
                  pushSource,
                  directory,
                  NearNames.hint(pushSource, all.stream().map(PushSource::name).toList())));
    }
    if (named.size() > 1) {
      throw new IllegalArgumentException("--workspace: several workspaces have a " + pushSource);
    }
    return named.stream().findFirst();
  }
}
