package io.freshet.bridge.command;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.RegistryConfig;
import io.freshet.bridge.decode.avro.AvroShapes;
import io.freshet.bridge.decode.protobuf.ProtobufShapes;
import io.freshet.bridge.propose.EventFields;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.RestRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
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
      description = "An Avro record schema (.avsc), a .proto or a JSON schema.")
  @Nullable Path schemaFile;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = "Of the schema registry: its latest schema, of any kind.")
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
      return new Described(
          fields(read(sample, "--sample"), EventFields::ofSample, "--sample"), "json");
    }
    if (schemaFile != null) {
      return ofFile(schemaFile);
    }
    if (subject != null && registry.isPresent()) {
      return described(registered(registry.get(), subject), "--subject");
    }
    throw new IllegalArgumentException(
        "--subject needs --registry URL, or --config with a schema_registry");
  }

  private static Described ofFile(Path file) {
    byte[] text = read(file, "--schema-file");
    if (file.toString().endsWith(".proto")) {
      return described(schema(Kind.PROTOBUF, text), "--schema-file");
    }
    boolean avro =
        JsonEvent.members(text).filter(json -> "record".equals(json.get("type"))).isPresent();
    EventFields fields =
        avro
            ? described(schema(Kind.AVRO, text), "--schema-file").fields()
            : fields(text, EventFields::ofJson, "--schema-file");
    return new Described(fields, fileFormat(file));
  }

  private static RegisteredSchema schema(Kind kind, byte[] text) {
    return new RegisteredSchema(kind, new String(text, StandardCharsets.UTF_8), List.of());
  }

  private static Described described(RegisteredSchema schema, String option) {
    try {
      return switch (schema.kind()) {
        case AVRO -> new Described(EventFields.ofShape(AvroShapes.of(schema)), "avro");
        case JSON_SCHEMA ->
            new Described(
                fields(
                    schema.text().getBytes(StandardCharsets.UTF_8),
                    EventFields::ofJsonSchema,
                    option),
                "json_schema");
        case PROTOBUF ->
            new Described(EventFields.ofShape(ProtobufShapes.of(schema).getFirst()), "protobuf");
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
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

  private static byte[] read(Path file, String option) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException _) {
      throw new IllegalArgumentException(
          option + ": " + file + " cannot be read: is there such a file?");
    }
  }
}
