package io.freshet.bridge.decode.avro;

import io.freshet.bridge.event.Shape;
import io.freshet.bridge.event.Shape.Scalar;
import io.freshet.bridge.registry.RegisteredSchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/** What {@link AvroValues} makes of a schema's values, as far as the schema says. */
public final class AvroShapes {
  /** Records by name. One that holds itself is unknown within itself. */
  private final Map<String, Shape> records = new HashMap<>();

  private AvroShapes() {}

  /**
   * The shape of the values of a schema.
   *
   * @throws IllegalArgumentException where it is of no use
   */
  public static Shape of(RegisteredSchema schema) {
    try {
      return new AvroShapes().shape(AvroFormat.parsed(schema));
    } catch (AvroRuntimeException e) {
      throw new IllegalArgumentException(
          "is not an Avro schema that can be used: " + e.getMessage(), e);
    }
  }

  private Shape shape(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case UNION -> union(schema);
      case ARRAY -> new Shape.Array(shape(schema.getElementType()));
      case MAP -> new Shape.Members(shape(schema.getValueType()));
      case STRING, ENUM -> Scalar.TEXT;
      case BOOLEAN -> Scalar.BOOL;
      case FLOAT, DOUBLE -> Scalar.NUMBER;
      case INT, LONG -> number(schema.getLogicalType());
      case BYTES, FIXED -> bytes(schema.getLogicalType());
      case NULL -> Scalar.UNKNOWN;
    };
  }

  /** What may be null is what it is otherwise; what may be several things is unknown. */
  private Shape union(Schema schema) {
    List<Schema> branches =
        schema.getTypes().stream().filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    return branches.size() == 1 ? shape(branches.getFirst()) : Scalar.UNKNOWN;
  }

  private Shape record(Schema schema) {
    Shape known = records.get(schema.getFullName());
    if (known != null) {
      return known;
    }
    records.put(schema.getFullName(), Scalar.UNKNOWN);
    Map<String, Shape> members = new LinkedHashMap<>();
    Map<String, String> aliases = new HashMap<>();
    for (Field field : schema.getFields()) {
      members.put(field.name(), shape(field.schema()));
      field.aliases().stream()
          .filter(alias -> schema.getField(alias) == null)
          .forEach(alias -> aliases.put(alias, field.name()));
    }
    var structure = new Shape.Structure(members, aliases);
    records.put(schema.getFullName(), structure);
    return structure;
  }

  private static Shape number(LogicalType type) {
    return switch (type == null ? "" : type.getName()) {
      case "timestamp-millis", "timestamp-micros", "timestamp-nanos" -> Scalar.TIME;
      case "date",
          "time-millis",
          "time-micros",
          "local-timestamp-millis",
          "local-timestamp-micros",
          "local-timestamp-nanos" ->
          Scalar.TEXT;
      default -> Scalar.WHOLE;
    };
  }

  private static Shape bytes(LogicalType type) {
    return switch (type == null ? "" : type.getName()) {
      case "decimal", "big-decimal" -> Scalar.NUMBER;
      case "uuid" -> Scalar.TEXT;
      default -> Scalar.BYTES;
    };
  }
}
