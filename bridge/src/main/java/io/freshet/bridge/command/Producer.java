package io.freshet.bridge.command;

import io.freshet.bridge.command.Payload.SchemaFile;
import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.FormatConfig;
import io.freshet.bridge.config.FormatConfig.AvroFile;
import io.freshet.bridge.config.FormatConfig.Json;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.FormatConfig.Named;
import io.freshet.bridge.config.FormatConfig.Registered;
import io.freshet.bridge.encode.Misfit;
import io.freshet.bridge.encode.Written;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.format.Formats;
import io.freshet.bridge.format.TopicFormat;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;
import io.freshet.bridge.registry.SchemaRegistry;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the message of a mapping test, and what reads it: the decoder that {@code run} has. JSON is
 * written as the topic's producers would write it, by the schema that the test names; where it
 * names none and the format needs one, the JSON stands for what the decoder would make of it.
 */
final class Producer {
  /** Ids that no registry has come to. */
  private static final int VALUE_ID = Integer.MAX_VALUE;

  private static final int KEY_ID = Integer.MAX_VALUE - 1;
  private static final RegisteredSchema ANY_JSON =
      new RegisteredSchema(Kind.JSON_SCHEMA, "{}", List.of());
  private static final RegisteredSchema TEXT =
      new RegisteredSchema(Kind.AVRO, "\"string\"", List.of());

  private final SchemaRegistry registry;

  /**
   * Makes messages.
   *
   * @param registry for bytes that name a schema, where the test does not
   */
  Producer(SchemaRegistry registry) {
    this.registry = registry;
  }

  /** A message, and what reads it. */
  record Produced(SourceRecord message, TopicFormat format) {}

  /** Bytes, the format that they are in, and the schema that they name. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(
      byte @Nullable [] bytes, FormatConfig format, Map<SchemaId, RegisteredSchema> schemas) {}

  /**
   * Makes the message of a test.
   *
   * @throws Misfit where the event or the key is not of its schema
   */
  Produced of(MappingTest test, DecodingConfig decoding) throws Misfit {
    Part value = part("event", test.value(), decoding.format(), VALUE_ID);
    Part key = part("key", test.key(), decoding.keys().orElse(new Json()), KEY_ID);
    Map<SchemaId, RegisteredSchema> schemas = new HashMap<>(value.schemas());
    schemas.putAll(key.schemas());
    var formats =
        new Formats(
            id -> schemas.containsKey(id) ? new Lookup.Found(schemas.get(id)) : registry.find(id));
    var read =
        new DecodingConfig(
            value.format(),
            decoding.envelope(),
            decoding.keys().map(_ -> key.format()),
            decoding.place());
    var message =
        new SourceRecord(
            test.origin(),
            test.offset(),
            test.timestamp().toEpochMilli(),
            key.bytes(),
            value.bytes(),
            test.headers());
    return new Produced(message, formats.open(read, new Problems()));
  }

  private static Part part(String what, Payload payload, FormatConfig format, int id)
      throws Misfit {
    try {
      return switch (payload) {
        case Payload.Absent _ -> new Part(null, format, Map.of());
        case Payload.Raw(byte[] bytes, Optional<SchemaFile> schema) -> raw(bytes, schema, format);
        case Payload.Text(byte[] json, Optional<SchemaFile> schema) ->
            text(json, schema, format, id);
      };
    } catch (Misfit e) {
      throw e.of(what);
    }
  }

  private static Part raw(byte[] bytes, Optional<SchemaFile> schema, FormatConfig format)
      throws Misfit {
    if (schema.isEmpty()) {
      return new Part(bytes, format, Map.of());
    }
    RegisteredSchema registered = registered(schema.get(), format);
    return bytes.length <= Integer.BYTES || bytes[0] != 0
        ? new Part(bytes, format, Map.of())
        : new Part(
            bytes,
            format,
            Map.of(new SchemaId.Numbered(ByteBuffer.wrap(bytes).getInt(1)), registered));
  }

  private static Part text(byte[] json, Optional<SchemaFile> schema, FormatConfig format, int id)
      throws Misfit {
    if (schema.isPresent()) {
      return framed(json, registered(schema.get(), format), schema.get().message(), format, id);
    }
    return switch (format) {
      case Json _ -> new Part(json, format, Map.of());
      case AvroFile(var file) ->
          new Part(written(read(Kind.AVRO, new SchemaFile(file, "")), "", json), format, Map.of());
      case Registered(Kind kind) ->
          switch (kind) {
            case JSON_SCHEMA -> framed(json, ANY_JSON, "", format, id);
            case AVRO ->
                id == KEY_ID && !JsonEvent.isObject(json)
                    ? framed(json, TEXT, "", format, id)
                    : new Part(json, new Json(), Map.of());
            case PROTOBUF -> new Part(json, new Json(), Map.of());
          };
      case Named _ -> new Part(json, new Json(), Map.of());
    };
  }

  private static Part framed(
      byte[] json, RegisteredSchema schema, String message, FormatConfig format, int id)
      throws Misfit {
    return new Part(
        Written.framed(id, written(schema, message, json)),
        format,
        Map.of(new SchemaId.Numbered(id), schema));
  }

  private static byte[] written(RegisteredSchema schema, String message, byte[] json)
      throws Misfit {
    return Written.by(schema, message, json, JsonEvent.value(json).orElse(text(json)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static RegisteredSchema registered(SchemaFile schema, FormatConfig format) throws Misfit {
    if (format instanceof Registered(Kind kind)) {
      return read(kind, schema);
    }
    throw new Misfit("schema_file is for a format that the schema registry has schemas of");
  }

  private static RegisteredSchema read(Kind kind, SchemaFile schema) throws Misfit {
    try {
      return new RegisteredSchema(kind, Files.readString(schema.file()), List.of());
    } catch (IOException _) {
      throw new Misfit(schema.file() + " cannot be read");
    }
  }
}
