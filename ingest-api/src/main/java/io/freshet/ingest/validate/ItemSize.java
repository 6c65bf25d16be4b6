package io.freshet.ingest.validate;

import io.freshet.value.Utf8;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * How many bytes DynamoDB counts for a value, at most (Amazon DynamoDB Developer Guide, "DynamoDB
 * item sizes and formats"): a number has a byte for two digits and one more, here two for a sign
 * and an odd exponent; a container has 3 and one more an element.
 */
final class ItemSize {
  /** Names and values of the attributes that every item has, the origin's value excepted. */
  static final int SYSTEM_ATTRIBUTES = 300;

  /** Nineteen digits. */
  private static final int LONG = 13;

  /** Seventeen digits. */
  private static final int DOUBLE = 12;

  /** Nine digits, or ten. */
  private static final int SHORT = 8;

  private static final int CONTAINER = 3;

  private ItemSize() {}

  static int of(Object value) {
    return switch (value) {
      case String text -> Utf8.length(text);
      case ByteBuffer bytes -> bytes.remaining();
      case Boolean _ -> 1;
      case List<?> list -> CONTAINER + list.stream().mapToInt(element -> 1 + of(element)).sum();
      case Map<?, ?> map ->
          CONTAINER
              + map.entrySet().stream()
                  .mapToInt(
                      entry -> 1 + Utf8.length((String) entry.getKey()) + of(entry.getValue()))
                  .sum();
      case Integer _, Float _ -> SHORT;
      case Double _ -> DOUBLE;
      default -> LONG;
    };
  }
}
