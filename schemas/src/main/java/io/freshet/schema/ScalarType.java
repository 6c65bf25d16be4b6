package io.freshet.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types without elements, named in schema files by their lower-case names. */
public enum ScalarType implements FieldType {
  BOOL,
  INT32,
  INT64,
  FLOAT32,
  FLOAT64,
  STRING,
  BYTES,
  TIMESTAMP;

  private final String text = name().toLowerCase(Locale.ROOT);

  @Override
  public String text() {
    return text;
  }

  /** Whether values of this type may identify an entity: equality of floats is not dependable. */
  public boolean identifies() {
    return this != FLOAT32 && this != FLOAT64;
  }

  static Optional<ScalarType> named(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }
}
