package io.freshet.bridge.map;

import io.freshet.api.RecordErrorType;
import io.freshet.bridge.config.FieldConfig;
import io.freshet.schema.Field;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Conversions;
import io.freshet.yaml.Problems;

/** Defaults. One is written as YAML text: what it reads as is the field's type's business. */
final class StandIns {
  private final Problems problems;

  StandIns(Problems problems) {
    this.problems = problems;
  }

  /** A field's default, typed; absent where it has none. */
  Reading of(FieldConfig config, Field field) {
    if (config.defaultText().isEmpty()) {
      return Reading.NOTHING;
    }
    return switch (constant(config.defaultText().get(), field)) {
      case Converted(Object value) -> new Reading.Present(value);
      case Rejected rejected -> {
        problems.add(config.place().problem("default: " + rejected.message(), ""));
        yield Reading.NOTHING;
      }
    };
  }

  private static Conversion constant(String text, Field field) {
    return field.type() instanceof ScalarType type
        ? constant(text, type)
        : new Rejected(RecordErrorType.TYPE_MISMATCH, "only scalar fields can have one");
  }

  private static Conversion constant(String text, ScalarType type) {
    return switch (type) {
      case BOOL ->
          text.equals("true") || text.equals("false")
              ? Conversions.fromBoolean(ScalarType.BOOL, text.equals("true"))
              : Conversions.fromText(ScalarType.BOOL, text);
      case INT32, INT64, FLOAT32, FLOAT64 ->
          text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")
              ? Conversions.fromNumber(type, text)
              : Conversions.fromText(type, text);
      case STRING, BYTES, TIMESTAMP -> Conversions.fromText(type, text);
    };
  }
}
