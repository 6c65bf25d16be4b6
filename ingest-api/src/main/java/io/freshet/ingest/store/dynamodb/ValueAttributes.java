package io.freshet.ingest.store.dynamodb;

import io.freshet.schema.ArrayType;
import io.freshet.schema.FieldType;
import io.freshet.schema.MapType;
import io.freshet.schema.ScalarType;
import io.freshet.value.Timestamps;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Native attributes as typed values; a timestamp is a number of microseconds. */
final class ValueAttributes {
  private ValueAttributes() {}

  /** The value of that type that {@link AttributeJson} made this attribute from. */
  static Object value(AttributeValue attribute, FieldType type) {
    return switch (type) {
      case ScalarType scalar -> scalar(attribute, scalar);
      case ArrayType array ->
          attribute.l().stream().map(element -> value(element, array.element())).toList();
      case MapType map -> {
        Map<String, Object> values = new LinkedHashMap<>();
        attribute.m().forEach((key, entry) -> values.put(key, value(entry, map.value())));
        yield values;
      }
    };
  }

  private static Object scalar(AttributeValue attribute, ScalarType type) {
    return switch (type) {
      case BOOL -> attribute.bool();
      case INT32 -> Integer.valueOf(attribute.n());
      case INT64 -> Long.valueOf(attribute.n());
      case FLOAT32 -> Float.valueOf(attribute.n());
      case FLOAT64 -> Double.valueOf(attribute.n());
      case STRING -> attribute.s();
      case BYTES -> attribute.b().asByteBuffer();
      case TIMESTAMP -> Timestamps.ofMicros(Long.parseLong(attribute.n()));
    };
  }
}
