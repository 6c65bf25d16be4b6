package io.freshet.bridge.command;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.format.Decoders;
import io.freshet.bridge.format.TopicShapes;
import io.freshet.bridge.map.MappingCompiler;
import io.freshet.bridge.map.TopicMappings;
import io.freshet.bridge.map.TopicShape;
import io.freshet.bridge.push.Connection;
import io.freshet.bridge.push.SchemaClient;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is configured and registered, and what those files come to. */
final class Inputs {

  @Mixin ConfigOption config = new ConfigOption();

  @Option(
      names = "--schemas",
      paramLabel = "DIR",
      description =
          "Takes the registered schemas from files and asks no server. Secrets of the "
              + "configuration may then be missing.")
  @Nullable Path schemas;

  /** What has been read: of no use where there are problems. */
  record Loaded(
      BridgeConfig config,
      Map<String, PushSource> sources,
      TopicMappings mappings,
      Decoders decoders) {}

  /**
   * Reads and compiles everything; what is wrong with any of it is added to {@code problems}.
   *
   * @throws CommandFailure where the server does not give its schemas
   */
  Loaded load(Problems problems) {
    return load(problems, (_, _) -> TopicShapes::ofFiles);
  }

  /**
   * The same.
   *
   * @param shapes where to learn what topics' messages look like
   */
  Loaded load(
      Problems problems,
      BiFunction<BridgeConfig, Problems, Function<TopicConfig, TopicShape>> shapes) {
    Function<String, @Nullable String> environment = schemas == null ? System::getenv : _ -> "";
    BridgeConfig read = config.read(problems, environment);
    Map<String, PushSource> sources =
        schemas == null ? fromServer(read, problems) : fromFiles(schemas, read, problems);
    return new Loaded(
        read,
        sources,
        new MappingCompiler(sources, shapes.apply(read, problems), problems).compile(read.topics()),
        Decoders.open(read, InstantSource.system(), problems));
  }

  private static Map<String, PushSource> fromFiles(
      Path directory, BridgeConfig config, Problems problems) {
    return SchemaDirectory.read(directory, problems).sources(config.ingest().workspace()).stream()
        .collect(Collectors.toMap(PushSource::name, source -> source));
  }

  /** A configuration with problems is not one to call a server with. */
  private static Map<String, PushSource> fromServer(BridgeConfig config, Problems problems) {
    Map<String, PushSource> sources = new HashMap<>();
    if (problems.isEmpty()) {
      var client = new SchemaClient(new Connection(config.ingest(), 1));
      for (String name : config.pushSources()) {
        registered(client, name).ifPresent(source -> sources.put(name, source));
      }
    }
    return sources;
  }

  private static Optional<PushSource> registered(SchemaClient client, String name) {
    return switch (client.fetch(name)) {
      case SchemaClient.Registered(PushSource source) -> Optional.of(source);
      case SchemaClient.Unknown _ -> Optional.empty();
      case SchemaClient.NotNow(String reason) ->
          throw new CommandFailure(
              "the schema of %s cannot be had: %s. --schemas DIR takes files instead"
                  .formatted(name, reason));
    };
  }
}
