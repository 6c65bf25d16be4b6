package io.freshet.bridge.command;

import io.freshet.bridge.config.RegistryConfig;
import io.freshet.bridge.propose.EventFields;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.RestRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a topic's events look like: one of the three. */
final class EventOptions {
  @Option(names = "--sample", paramLabel = "FILE", description = "One event as JSON.")
  @Nullable Path sample;

  @Option(
      names = "--schema-file",
      paramLabel = "FILE",
      description = "An Avro record schema (.avsc) or a JSON schema.")
  @Nullable Path schemaFile;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = "Of the schema registry: its latest Avro or JSON schema.")
  @Nullable String subject;

  /**
   * What the events are.
   *
   * @param format the topic's lines of bridge.yaml that say how they are read
   */
  record Described(EventFields fields, String format) {}

  /**
   * Reads the one that is given.
   *
   * @throws IllegalArgumentException where that is of no use
   * @throws CommandFailure where the registry does not answer
   */
  Described describe(Optional<RegistryConfig> registry) {
    if (sample != null) {
      return new Described(fields(read(sample), EventFields::ofSample, "--sample"), "json");
    }
    if (schemaFile != null) {
      return new Described(
          fields(read(schemaFile), EventFields::ofFile, "--schema-file"), fileFormat(schemaFile));
    }
    if (subject != null && registry.isPresent()) {
      return described(registered(registry.get(), subject));
    }
    throw new IllegalArgumentException(
        "--subject needs --registry URL, or --config with a schema_registry");
  }

  private static Described described(RegisteredSchema schema) {
    byte[] text = schema.text().getBytes(StandardCharsets.UTF_8);
    return switch (schema.kind()) {
      case AVRO -> new Described(fields(text, EventFields::ofAvro, "--subject"), "avro");
      case JSON_SCHEMA ->
          new Described(fields(text, EventFields::ofJsonSchema, "--subject"), "json_schema");
      case PROTOBUF ->
          throw new IllegalArgumentException(
              "--subject: a Protobuf schema is not read; give an event as JSON with --sample");
    };
  }

  private static RegisteredSchema registered(RegistryConfig config, String subject) {
    try {
      return switch (new RestRegistry(config).latest(subject)) {
        case Lookup.Found(RegisteredSchema schema) -> schema;
        case Lookup.Unknown(String message) ->
            throw new IllegalArgumentException("--subject: " + subject + ": " + message);
        case Lookup.NotNow(String reason) ->
            throw new CommandFailure("the subject cannot be had: " + reason);
      };
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandFailure("the schema registry: " + e.getMessage());
    }
  }

  /** Avro files describe Avro topics, and everything else JSON. */
  private static String fileFormat(Path file) {
    return file.toString().endsWith(".avsc")
        ? "avro\n    schema_file: '" + file.toString().replace("'", "''") + "'"
        : "json";
  }

  private static EventFields fields(
      byte[] json, Function<Map<String, @Nullable Object>, EventFields> read, String option) {
    return JsonEvent.members(json)
        .map(read)
        .orElseThrow(() -> new IllegalArgumentException(option + ": is no JSON object"));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException _) {
      throw new IllegalArgumentException(file + " cannot be read");
    }
  }
}
