package io.freshet.ingest.store.dynamodb;

import static io.freshet.ingest.store.dynamodb.AnswerJson.begins;
import static io.freshet.ingest.store.dynamodb.AnswerJson.elements;
import static io.freshet.ingest.store.dynamodb.AnswerJson.members;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.value.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Typed values as DynamoDB's JSON has attributes, and attributes as it answers them: <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">
 * AttributeValue</a>. A timestamp is a number of microseconds.
 */
final class AttributeJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_BYTES = 1_024;
  private static final AttributeValue NOTHING = AttributeValue.fromNul(true);

  private AttributeJson() {}

  /** What a request's object is made of. */
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** The bytes of an object. */
  static byte[] object(Content content) {
    var bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** The item whose object begins here. */
  static Map<String, AttributeValue> item(JsonParser json) throws IOException {
    Map<String, AttributeValue> item = new HashMap<>();
    members(json, name -> item.put(name, read(json)));
    return item;
  }

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

  /** The attribute whose object begins here. What {@link #value} never writes is read as a null. */
  private static AttributeValue read(JsonParser json) throws IOException {
    String type = begins(json, JsonToken.START_OBJECT) ? json.nextFieldName() : null;
    if (type == null) {
      return NOTHING;
    }
    json.nextToken();
    AttributeValue read =
        switch (type) {
          case "S" -> AttributeValue.fromS(json.getText());
          case "N" -> AttributeValue.fromN(json.getText());
          case "B" -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(json.getBinaryValue()));
          case "BOOL" -> AttributeValue.fromBool(json.getBooleanValue());
          case "L" -> {
            List<AttributeValue> list = new ArrayList<>();
            elements(json, () -> list.add(read(json)));
            yield AttributeValue.fromL(list);
          }
          case "M" -> AttributeValue.fromM(item(json));
          default -> {
            json.skipChildren();
            yield NOTHING;
          }
        };
    json.nextToken();
    return read;
  }
}
