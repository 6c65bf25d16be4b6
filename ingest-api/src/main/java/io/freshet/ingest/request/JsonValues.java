package io.freshet.ingest.request;

import static io.freshet.api.RecordErrorType.TYPE_MISMATCH;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.schema.ArrayType;
import io.freshet.schema.FieldType;
import io.freshet.schema.MapType;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Conversions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON tokens into values of a type. The parser stands on a value's first token and is left on its
 * last, also when the value is rejected, so that reading can go on behind it.
 */
public final class JsonValues {
  private JsonValues() {}

  static Conversion read(JsonParser parser, FieldType type) throws IOException, Refuse {
    return switch (type) {
      case ScalarType scalar -> scalar(parser, scalar);
      case ArrayType array -> array(parser, array);
      case MapType map -> map(parser, map);
    };
  }

  /** A value of a scalar type. */
  public static Conversion scalar(JsonParser parser, ScalarType type) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> Conversions.fromText(type, parser.getText());
      case VALUE_NUMBER_INT -> wholeNumber(parser, type);
      case VALUE_NUMBER_FLOAT -> Conversions.fromNumber(type, parser.getText());
      case VALUE_TRUE -> Conversions.fromBoolean(type, true);
      case VALUE_FALSE -> Conversions.fromBoolean(type, false);
      default -> {
        parser.skipChildren();
        yield mismatch(type, parser.currentToken());
      }
    };
  }

  private static Conversion wholeNumber(JsonParser parser, ScalarType type) throws IOException {
    NumberType size = parser.getNumberType();
    return size == NumberType.INT || size == NumberType.LONG
        ? Conversions.fromLong(type, parser.getLongValue())
        : Conversions.fromNumber(type, parser.getText());
  }

  private static Conversion array(JsonParser parser, ArrayType type) throws IOException, Refuse {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return mismatch(type, parser.currentToken());
    }
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      switch (read(parser, type.element())) {
        case Converted(Object value) -> elements.add(value);
        case Rejected rejected -> {
          skipRest(parser, JsonToken.END_ARRAY);
          return inside("[" + elements.size() + "]", rejected);
        }
      }
    }
    return new Converted(Collections.unmodifiableList(elements));
  }

  private static Conversion map(JsonParser parser, MapType type) throws IOException, Refuse {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return mismatch(type, parser.currentToken());
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      if (Conversions.fromMapKey(key) instanceof Rejected rejected) {
        parser.skipChildren();
        skipRest(parser, JsonToken.END_OBJECT);
        return rejected;
      }
      switch (read(parser, type.value())) {
        case Converted(Object value) when entries.put(key, value) == null -> {}
        case Converted _ -> throw Refuse.malformed("duplicate key in a map");
        case Rejected rejected -> {
          skipRest(parser, JsonToken.END_OBJECT);
          return inside("a value of the map", rejected);
        }
      }
    }
    return new Converted(Collections.unmodifiableMap(entries));
  }

  private static void skipRest(JsonParser parser, JsonToken end) throws IOException {
    while (parser.nextToken() != end) {
      parser.skipChildren();
    }
  }

  private static Rejected inside(String where, Rejected rejected) {
    return new Rejected(rejected.type(), where + ": " + rejected.message());
  }

  private static Rejected mismatch(FieldType type, JsonToken got) {
    String described =
        switch (got) {
          case END_ARRAY, START_ARRAY -> "a list";
          case END_OBJECT, START_OBJECT -> "an object";
          case VALUE_NULL -> "null";
          case VALUE_STRING -> "a string";
          case VALUE_TRUE, VALUE_FALSE -> "a boolean";
          default -> "a number";
        };
    return new Rejected(TYPE_MISMATCH, "expected " + type.text() + ", got " + described);
  }
}
