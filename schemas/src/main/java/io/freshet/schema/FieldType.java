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

  /** The type as schema files write it, such as {@code map<string,int64>}. */
  String text();

  /** Parses what {@link #text()} writes; spaces are allowed around element types. */
  static Optional<FieldType> parse(String text) {
    String type = text.strip();
    if (type.startsWith("array<") && type.endsWith(">")) {
      return parse(type.substring(6, type.length() - 1)).map(ArrayType::new);
    }
    if (type.startsWith("map<") && type.endsWith(">")) {
      String inner = type.substring(4, type.length() - 1);
      int comma = inner.indexOf(',');
      return comma < 0 || !inner.substring(0, comma).strip().equals("string")
          ? Optional.empty()
          : parse(inner.substring(comma + 1)).map(MapType::new);
    }
    return ScalarType.named(type).map(scalar -> scalar);
  }
}
