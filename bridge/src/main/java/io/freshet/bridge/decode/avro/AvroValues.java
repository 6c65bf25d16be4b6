package io.freshet.bridge.decode.avro;

import io.freshet.bridge.decode.Numeral;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Avro's generic data as a decoder's values. */
public final class AvroValues {

  private AvroValues() {}

  /** A record with all its fields. */
  public static Map<String, @Nullable Object> members(IndexedRecord record) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Field field : record.getSchema().getFields()) {
      members.put(field.name(), plain(field.schema(), record.get(field.pos())));
    }
    return members;
  }

  /** The branch of a union that a datum is of; any other schema is its own. */
  static Schema branch(Schema schema, @Nullable Object datum) {
    return schema.isUnion()
        ? schema.getTypes().get(GenericData.get().resolveUnion(schema, datum))
        : schema;
  }

  /**
   * Any datum.
   *
   * @throws DateTimeException where a logical type has no such date or time
   * @throws ArithmeticException where a decimal is larger than anybody's
   */
  static @Nullable Object plain(Schema schema, @Nullable Object datum) {
    return switch (datum) {
      case null -> null;
      // A deserializer that is not ours may have converted logical types already.
      case Instant instant -> instant;
      case BigDecimal number -> new Numeral(number.toString());
      case TemporalAccessor time -> time.toString();
      case UUID uuid -> uuid.toString();
      default -> logical(branch(schema, datum), datum);
    };
  }

  private static @Nullable Object logical(Schema schema, Object datum) {
    Object value = physical(schema, datum);
    LogicalType type = schema.getLogicalType();
    return switch (value) {
      case Long number when type != null -> AvroTimes.of(type.getName(), number);
      case byte[] bytes when type != null -> AvroBytes.of(type, bytes);
      case null, default -> value;
    };
  }

  private static @Nullable Object physical(Schema schema, Object datum) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> datum;
      case INT, LONG -> ((Number) datum).longValue();
      case FLOAT, DOUBLE -> ((Number) datum).doubleValue();
      case STRING, ENUM -> datum.toString();
      case BYTES, FIXED -> bytes(datum);
      case ARRAY -> elements(schema, (Collection<?>) datum);
      case MAP -> entries(schema, (Map<?, ?>) datum);
      case RECORD -> members((IndexedRecord) datum);
      case UNION -> throw new IllegalStateException("a union within a union");
    };
  }

  private static byte[] bytes(Object datum) {
    if (datum instanceof GenericFixed fixed) {
      return fixed.bytes().clone(); // the reader uses it again for the next event
    }
    ByteBuffer buffer = ((ByteBuffer) datum).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static List<@Nullable Object> elements(Schema array, Collection<?> datum) {
    List<@Nullable Object> elements = new ArrayList<>(datum.size());
    for (Object element : datum) {
      elements.add(plain(array.getElementType(), element));
    }
    return elements;
  }

  private static Map<String, @Nullable Object> entries(Schema map, Map<?, ?> datum) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    datum.forEach((key, value) -> entries.put(key.toString(), plain(map.getValueType(), value)));
    return entries;
  }
}
