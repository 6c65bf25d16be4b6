package io.freshet.bridge.decode.wire;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;
import io.freshet.bridge.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages that name their schema, which the registry has. */
public final class WireDecoder implements Decoder {
  private final SchemaRegistry registry;
  private final BodyFormat format;
  private final Projection projection;
  private final Map<SchemaId, Body> bodies = new HashMap<>();

  public WireDecoder(SchemaRegistry registry, BodyFormat format, Projection projection) {
    this.registry = registry;
    this.format = format;
    this.projection = projection;
  }

  @Override
  public Decoded decode(SourceRecord source, @Nullable Object[] slots) {
    Optional<Frame> frame = Frame.of(source);
    return frame.isPresent()
        ? decode(frame.get(), slots)
        : Undecodable.because(
            "not in the Confluent wire format: expected magic 0 and a schema id of 4 bytes (or"
                + " magic 1 and a GUID) in front of the value or in the header __value_schema_id");
  }

  private Decoded decode(Frame frame, @Nullable Object[] slots) {
    Body known = bodies.get(frame.schema());
    return known == null ? asked(frame, slots) : known.read(frame.head(), frame.body(), slots);
  }

  private Decoded asked(Frame frame, @Nullable Object[] slots) {
    return switch (registry.find(frame.schema())) {
      case Lookup.NotNow notNow -> new NotNow(notNow.reason());
      case Lookup.Unknown unknown ->
          Undecodable.because("unknown schema " + frame.schema() + ": " + unknown.message());
      case Lookup.Found found -> {
        Body body = body(frame.schema(), found.schema());
        bodies.put(frame.schema(), body);
        yield body.read(frame.head(), frame.body(), slots);
      }
    };
  }

  private Body body(SchemaId id, RegisteredSchema schema) {
    return schema.kind() == format.kind()
        ? format.body(id, schema, projection)
        : Body.refusing(
            "schema %s is of the kind %s, the topic's format is %s"
                .formatted(id, schema.kind(), format.kind()));
  }
}
