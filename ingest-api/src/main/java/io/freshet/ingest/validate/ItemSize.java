package io.freshet.ingest.validate;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * How many bytes DynamoDB counts for a value, at most (Amazon DynamoDB Developer Guide, "DynamoDB
 * item sizes and formats"): numbers up to 21 bytes, containers 3 and one more an element.
 */
final class ItemSize {
  /** Names and values of the attributes that every item has, the origin's value excepted. */
  static final int SYSTEM_ATTRIBUTES = 300;

  private static final int NUMBER = 21;
  private static final int CONTAINER = 3;

  private ItemSize() {}

  static int of(Object value) {
    return switch (value) {
      case String text -> utf8(text);
      case ByteBuffer bytes -> bytes.remaining();
      case Boolean _ -> 1;
      case List<?> list -> CONTAINER + list.stream().mapToInt(element -> 1 + of(element)).sum();
      case Map<?, ?> map ->
          CONTAINER
              + map.entrySet().stream()
                  .mapToInt(entry -> 1 + utf8((String) entry.getKey()) + of(entry.getValue()))
                  .sum();
      default -> NUMBER;
    };
  }

  /** The length of a text in UTF-8, without encoding it. */
  static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800 && !Character.isSurrogate(c)) {
        bytes += 2;
      } else if (c >= 0x80) {
        bytes += 1; // of a surrogate pair's four bytes, each half stands for two
      }
    }
    return bytes;
  }
}
