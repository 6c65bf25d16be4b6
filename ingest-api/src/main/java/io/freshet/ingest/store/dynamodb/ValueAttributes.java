package io.freshet.ingest.store.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.freshet.schema.ArrayType;
import io.freshet.schema.FieldType;
import io.freshet.schema.MapType;
import io.freshet.schema.ScalarType;
import io.freshet.value.Timestamps;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Typed values as native attributes and back; a timestamp is a number of microseconds. */
final class ValueAttributes {
  private ValueAttributes() {}

  static AttributeValue of(Object value) {
    return switch (value) {
      case String text -> fromS(text);
      case Boolean flag -> fromBool(flag);
      case Instant instant -> fromN(Long.toString(Timestamps.micros(instant)));
      case ByteBuffer bytes -> fromB(SdkBytes.fromByteBuffer(bytes.duplicate()));
      case List<?> list -> fromL(list.stream().map(ValueAttributes::of).toList());
      case Map<?, ?> map -> fromM(entries(map));
      default -> fromN(value.toString());
    };
  }

  private static Map<String, AttributeValue> entries(Map<?, ?> map) {
    Map<String, AttributeValue> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put((String) key, of(value)));
    return entries;
  }

  /** The value of that type which {@link #of} made this attribute from. */
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
