package io.freshet.bridge.map;

import io.freshet.value.Timestamps;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes typed values as the ingest API reads them. */
final class JsonValues {
  private JsonValues() {}

  static void write(JsonBuffer json, @Nullable Object value) {
    switch (value) {
      case null -> json.ascii("null");
      case String text -> json.string(text);
      case Long number -> json.number(number);
      case Integer number -> json.number(number);
      case Boolean flag -> json.ascii(flag.toString());
      case Double number -> json.ascii(number.toString());
      case Float number -> json.ascii(number.toString());
      case Instant instant -> json.raw('"').ascii(Timestamps.format(instant)).raw('"');
      case ByteBuffer bytes -> json.raw('"').ascii(base64(bytes)).raw('"');
      case List<?> elements -> array(json, elements);
      case Map<?, ?> members -> object(json, members);
      default -> throw new IllegalArgumentException("not a typed value: " + value.getClass());
    }
  }

  private static void array(JsonBuffer json, List<?> elements) {
    json.raw('[');
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      write(json, elements.get(i));
    }
    json.raw(']');
  }

  private static void object(JsonBuffer json, Map<?, ?> members) {
    json.raw('{');
    boolean first = true;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!first) {
        json.raw(',');
      }
      first = false;
      json.string((String) member.getKey()).raw(':');
      write(json, member.getValue());
    }
    json.raw('}');
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
