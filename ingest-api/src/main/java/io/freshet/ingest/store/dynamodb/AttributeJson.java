package io.freshet.ingest.store.dynamodb;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.value.Timestamps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Typed values as DynamoDB's JSON has attributes: <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">
 * AttributeValue</a>. A timestamp is a number of microseconds.
 */
final class AttributeJson {
  private AttributeJson() {}

  static void text(JsonGenerator json, String name, String text) throws IOException {
    json.writeFieldName(name);
    scalar(json, "S", text);
  }

  static void number(JsonGenerator json, String name, long number) throws IOException {
    json.writeFieldName(name);
    scalar(json, "N", Long.toString(number));
  }

  static void binary(JsonGenerator json, String name, byte[] bytes) throws IOException {
    json.writeFieldName(name);
    binary(json, bytes);
  }

  static void flag(JsonGenerator json, String name, boolean flag) throws IOException {
    json.writeFieldName(name);
    value(json, flag);
  }

  /** Any value that a field can have, where a value is due. */
  static void value(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case String text -> scalar(json, "S", text);
      case Boolean flag -> {
        json.writeStartObject();
        json.writeBooleanField("BOOL", flag);
        json.writeEndObject();
      }
      case Instant instant -> scalar(json, "N", Long.toString(Timestamps.micros(instant)));
      case ByteBuffer buffer -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        binary(json, bytes);
      }
      case List<?> list -> {
        json.writeStartObject();
        json.writeArrayFieldStart("L");
        for (Object element : list) {
          value(json, element);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        json.writeObjectFieldStart("M");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName((String) entry.getKey());
          value(json, entry.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      default -> scalar(json, "N", value.toString());
    }
  }

  private static void scalar(JsonGenerator json, String type, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField(type, text);
    json.writeEndObject();
  }

  private static void binary(JsonGenerator json, byte[] bytes) throws IOException {
    json.writeStartObject();
    json.writeFieldName("B");
    json.writeBinary(bytes);
    json.writeEndObject();
  }
}
