package io.freshet.schema;

import java.util.Optional;

/**
 * The type of a field: a {@link ScalarType}, {@code array<T>} or {@code map<string,T>}.
 *
 * <p>Values of a type, once converted, are: {@code Boolean}, {@code Integer}, {@code Long}, {@code
 * Float}, {@code Double}, {@code String}, {@code ByteBuffer} (read-only), {@code Instant} (whole
 * microseconds), {@code List} and {@code Map<String, ?>} of those; never null inside a container.
 */
public sealed interface FieldType permits ScalarType, ArrayType, MapType {
  /** How deep arrays and maps may be nested, the scalar at the bottom counted. */
  int DEEPEST = 16;

  /** Of a type's text: it is anybody's, and read recursively. */
  int LONGEST = 512;

  /** The type as schema files write it, such as {@code map<string,int64>}. */
  String text();

  /**
   * Parses what {@link #text()} writes; spaces are allowed around element types. Types are nested
   * at most {@value #DEEPEST} deep: DynamoDB ends at 32.
   */
  static Optional<FieldType> parse(String text) {
    return text.length() > LONGEST ? Optional.empty() : parse(text, DEEPEST);
  }

  private static Optional<FieldType> parse(String text, int depth) {
    String type = text.strip();
    if (depth == 0) {
      return Optional.empty();
    }
    if (type.startsWith("array<") && type.endsWith(">")) {
      return parse(type.substring(6, type.length() - 1), depth - 1).map(ArrayType::new);
    }
    if (type.startsWith("map<") && type.endsWith(">")) {
      String inner = type.substring(4, type.length() - 1);
      int comma = inner.indexOf(',');
      return comma < 0 || !inner.substring(0, comma).strip().equals("string")
          ? Optional.empty()
          : parse(inner.substring(comma + 1), depth - 1).map(MapType::new);
    }
    return ScalarType.named(type).map(scalar -> scalar);
  }
}
