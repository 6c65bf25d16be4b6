package io.freshet.value;

import io.freshet.api.RecordErrorType;

/** What became of a value on its way into a field's type. */
public sealed interface Conversion {

  /** It fits: an object of the Java type that {@link io.freshet.schema.FieldType} names. */
  record Converted(Object value) implements Conversion {}

  /** It does not: the message reads after the field's name, such as "expected int64, got 1.5". */
  record Rejected(RecordErrorType type, String message) implements Conversion {}
}
