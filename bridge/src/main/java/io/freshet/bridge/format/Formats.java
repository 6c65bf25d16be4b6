package io.freshet.bridge.format;

import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.FormatConfig;
import io.freshet.bridge.config.FormatConfig.AvroFile;
import io.freshet.bridge.config.FormatConfig.Json;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.FormatConfig.Named;
import io.freshet.bridge.config.FormatConfig.Registered;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.decode.KeyDecoder;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.avro.AvroFileDecoder;
import io.freshet.bridge.decode.avro.AvroFormat;
import io.freshet.bridge.decode.debezium.DebeziumDecoder;
import io.freshet.bridge.decode.deserializer.DeserializerClass;
import io.freshet.bridge.decode.protobuf.ProtobufFormat;
import io.freshet.bridge.decode.wire.BodyFormat;
import io.freshet.bridge.decode.wire.JsonSchemaFormat;
import io.freshet.bridge.decode.wire.WireDecoder;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.SchemaRegistry;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Opens decoders. Those of one kind of schema share what they have compiled. */
public final class Formats {
  private static final Decoder WITHOUT_PARTS =
      (_, _) -> Decoded.Undecodable.because("key_format is string: it has no parts");

  private final SchemaRegistry registry;
  private final Map<Kind, BodyFormat> kinds = new EnumMap<>(Kind.class);

  /**
   * With a registry's schemas.
   *
   * @param registry for all topics; asked for each record whose schema is new, so it should cache
   */
  public Formats(SchemaRegistry registry) {
    this.registry = registry;
    for (BodyFormat format :
        new BodyFormat[] {new AvroFormat(), new ProtobufFormat(), new JsonSchemaFormat()}) {
      kinds.put(format.kind(), format);
    }
  }

  /** For a configuration without a registry, which no topic's format then needs. */
  public static Formats withoutRegistry() {
    return new Formats(_ -> new Lookup.Unknown("no schema_registry is configured"));
  }

  SchemaRegistry registry() {
    return registry;
  }

  /**
   * What makes decoders for mappings, each for one thread. A schema file or class that is of no use
   * is a problem, and the result then of none.
   */
  public TopicFormat open(DecodingConfig decoding, Problems problems) {
    Function<Projection, Decoder> values = plain(decoding.format(), decoding.place(), problems);
    Function<Projection, Decoder> keys =
        decoding
            .keys()
            .map(format ->
                format.equals(decoding.format())
                    ? values
                    : plain(format, decoding.place(), problems))
            .orElse(_ -> WITHOUT_PARTS);
    return new TopicFormat(
        switch (decoding.envelope()) {
          case NONE -> values;
          case DEBEZIUM ->
              paths -> new DebeziumDecoder(paths, values, keys.andThen(KeyDecoder::new));
        },
        keys.andThen(KeyDecoder::new));
  }

  private Function<Projection, Decoder> plain(FormatConfig format, Place place, Problems problems) {
    try {
      return switch (format) {
        case Json _ -> JsonDecoder::new;
        case Registered registered -> {
          BodyFormat bodies = kind(registered.kind());
          yield paths -> new WireDecoder(registry, bodies, paths);
        }
        case AvroFile file -> AvroFileDecoder.of(file.schema());
        case Named named -> DeserializerClass.of(named);
      };
    } catch (IOException e) {
      problems.add(place.problem("schema_file: " + e.getMessage(), ""));
    } catch (DeserializerClass.Unusable e) {
      problems.add(place.problem(String.valueOf(e.getMessage()), ""));
    }
    return JsonDecoder::new;
  }

  private BodyFormat kind(Kind kind) {
    BodyFormat format = kinds.get(kind);
    if (format == null) {
      throw new IllegalStateException("no format for " + kind);
    }
    return format;
  }
}
