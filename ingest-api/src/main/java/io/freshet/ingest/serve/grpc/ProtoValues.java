package io.freshet.ingest.serve.grpc;

import static io.freshet.api.RecordErrorType.TYPE_MISMATCH;

import com.google.protobuf.Timestamp;
import io.freshet.ingest.v1.ListValue;
import io.freshet.ingest.v1.MapValue;
import io.freshet.ingest.v1.Value;
import io.freshet.schema.ArrayType;
import io.freshet.schema.FieldType;
import io.freshet.schema.MapType;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Conversions;
import io.freshet.value.Timestamps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Protobuf values into values of a type. */
final class ProtoValues {
  private ProtoValues() {}

  static Conversion read(Value value, FieldType type) {
    return switch (type) {
      case ScalarType scalar -> scalar(value, scalar);
      case ArrayType array ->
          value.hasListValue()
              ? list(value.getListValue(), array)
              : mismatch(type, describe(value));
      case MapType map ->
          value.hasMapValue() ? map(value.getMapValue(), map) : mismatch(type, describe(value));
    };
  }

  static Conversion scalar(Value value, ScalarType type) {
    return switch (value.getKindCase()) {
      case BOOL_VALUE -> Conversions.fromBoolean(type, value.getBoolValue());
      case INT64_VALUE -> Conversions.fromLong(type, value.getInt64Value());
      case DOUBLE_VALUE -> Conversions.fromDouble(type, value.getDoubleValue());
      case STRING_VALUE -> Conversions.fromText(type, value.getStringValue());
      case BYTES_VALUE ->
          type == ScalarType.BYTES
              ? new Converted(value.getBytesValue().asReadOnlyByteBuffer())
              : mismatch(type, "bytes");
      case TIMESTAMP_VALUE ->
          type == ScalarType.TIMESTAMP
              ? timestamp(value.getTimestampValue())
              : mismatch(type, "a timestamp");
      case LIST_VALUE, MAP_VALUE, KIND_NOT_SET -> mismatch(type, describe(value));
    };
  }

  private static Conversion timestamp(Timestamp timestamp) {
    return Timestamps.of(timestamp.getSeconds(), timestamp.getNanos())
        .<Conversion>map(Converted::new)
        .orElseGet(
            () -> new Rejected(TYPE_MISMATCH, "expected a timestamp of the years 1 to 9999"));
  }

  private static Conversion list(ListValue list, ArrayType type) {
    List<Object> elements = new ArrayList<>(list.getValuesCount());
    for (Value element : list.getValuesList()) {
      switch (read(element, type.element())) {
        case Converted(Object value) -> elements.add(value);
        case Rejected rejected -> {
          return inside("[" + elements.size() + "]", rejected);
        }
      }
    }
    return new Converted(Collections.unmodifiableList(elements));
  }

  private static Conversion map(MapValue map, MapType type) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Value> entry : map.getValuesMap().entrySet()) {
      if (Conversions.fromMapKey(entry.getKey()) instanceof Rejected rejected) {
        return rejected;
      }
      switch (read(entry.getValue(), type.value())) {
        case Converted(Object value) -> entries.put(entry.getKey(), value);
        case Rejected rejected -> {
          return inside("a value of the map", rejected);
        }
      }
    }
    return new Converted(Collections.unmodifiableMap(entries));
  }

  private static Rejected inside(String where, Rejected rejected) {
    return new Rejected(rejected.type(), where + ": " + rejected.message());
  }

  private static Rejected mismatch(FieldType type, String got) {
    return new Rejected(TYPE_MISMATCH, "expected " + type.text() + ", got " + got);
  }

  private static String describe(Value value) {
    return switch (value.getKindCase()) {
      case LIST_VALUE -> "a list";
      case MAP_VALUE -> "an object";
      case KIND_NOT_SET -> "null";
      case BOOL_VALUE -> "a boolean";
      case INT64_VALUE, DOUBLE_VALUE -> "a number";
      case STRING_VALUE -> "a string";
      case BYTES_VALUE -> "bytes";
      case TIMESTAMP_VALUE -> "a timestamp";
    };
  }
}
