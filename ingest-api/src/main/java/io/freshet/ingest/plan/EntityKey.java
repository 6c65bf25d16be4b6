package io.freshet.ingest.plan;

import io.freshet.schema.FieldType;
import io.freshet.schema.ScalarType;
import io.freshet.value.Timestamps;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;

/** Builds {@code workspace|view|entity values}; {@code \} and {@code |} in values are escaped. */
final class EntityKey {
  private final String head;

  EntityKey(String workspace, String view) {
    this.head = workspace + "|" + view;
  }

  String of(Values values, int[] entity) {
    var key = new StringBuilder(head);
    for (int position : entity) {
      key.append('|');
      append(key, values.at(position));
    }
    return key.toString();
  }

  /** The value of that type whose text in a key this is. */
  static Object value(String text, FieldType type) {
    return switch (type) {
      case ScalarType.BOOL -> Boolean.valueOf(text);
      case ScalarType.INT32 -> Integer.valueOf(text);
      case ScalarType.INT64 -> Long.valueOf(text);
      case ScalarType.STRING -> text;
      case ScalarType.BYTES -> ByteBuffer.wrap(Base64.getDecoder().decode(text)).asReadOnlyBuffer();
      case ScalarType.TIMESTAMP ->
          Timestamps.parse(text)
              .orElseThrow(() -> new IllegalArgumentException("a key has no such timestamp"));
      default -> throw new IllegalArgumentException(type.text() + " identifies nothing");
    };
  }

  private static void append(StringBuilder key, Object value) {
    switch (value) {
      case String text -> escape(key, text);
      case Instant instant -> key.append(Timestamps.format(instant));
      case ByteBuffer bytes -> key.append(base64(bytes));
      default -> key.append(value);
    }
  }

  private static void escape(StringBuilder key, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '|' || c == '\\') {
        key.append('\\');
      }
      key.append(c);
    }
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
