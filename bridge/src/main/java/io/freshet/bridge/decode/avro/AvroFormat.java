package io.freshet.bridge.decode.avro;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.wire.Body;
import io.freshet.bridge.decode.wire.BodyFormat;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.RegisteredSchema.Import;
import io.freshet.bridge.registry.SchemaId;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Avro schemas of the registry. */
public final class AvroFormat implements BodyFormat {

  @Override
  public Kind kind() {
    return Kind.AVRO;
  }

  @Override
  public Body body(SchemaId id, RegisteredSchema schema, Projection projection) {
    String name = "schema " + id;
    try {
      return new AvroBody(name, usable(schema, projection), projection);
    } catch (AvroRuntimeException e) {
      return Body.refusing(name + " is not an Avro schema that can be used: " + e.getMessage());
    }
  }

  /** Where the mapping wants the whole of a value, as of a key, it may be no record. */
  private static Schema usable(RegisteredSchema schema, Projection projection) {
    Schema parsed = parsed(schema);
    return projection.root().slot() >= 0 ? parsed : AvroSchemas.record(parsed);
  }

  /**
   * The schema of any values.
   *
   * @throws AvroRuntimeException where it is of no use
   */
  public static Schema parsed(RegisteredSchema schema) {
    Schema.Parser parser = AvroSchemas.parser();
    for (Import needed : schema.imports()) {
      parser.parse(needed.text());
    }
    return parser.parse(schema.text());
  }
}
