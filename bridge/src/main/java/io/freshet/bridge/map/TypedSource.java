package io.freshet.bridge.map;

import io.freshet.bridge.config.TimeUnits;
import io.freshet.bridge.event.Shape;
import io.freshet.schema.ArrayType;
import io.freshet.schema.FieldType;
import io.freshet.schema.MapType;
import io.freshet.schema.ScalarType;
import java.util.Optional;

/** A source with what is known of its values before there are any. */
record TypedSource(ValueSource source, Shape shape) {

  /** Whether a value of it can be one of that type; what only an event can tell counts as yes. */
  boolean fits(FieldType type, Optional<TimeUnits> unit) {
    return fits(shape, type, unit);
  }

  private static boolean fits(Shape shape, FieldType type, Optional<TimeUnits> unit) {
    if (shape == Shape.Scalar.UNKNOWN) {
      return true;
    }
    return switch (type) {
      case ArrayType array ->
          shape instanceof Shape.Array(Shape element) && fits(element, array.element(), unit);
      case MapType map ->
          switch (shape) {
            case Shape.Members(Shape value) -> fits(value, map.value(), unit);
            case Shape.Structure structure ->
                structure.members().values().stream()
                    .allMatch(value -> fits(value, map.value(), unit));
            case Shape.Array _, Shape.Scalar _ -> false;
          };
      case ScalarType scalar -> shape instanceof Shape.Scalar given && fits(given, scalar, unit);
    };
  }

  private static boolean fits(Shape.Scalar shape, ScalarType type, Optional<TimeUnits> unit) {
    return switch (type) {
      case BOOL -> shape == Shape.Scalar.BOOL;
      case INT32 -> isWhole(shape);
      case INT64 -> isWhole(shape) || shape == Shape.Scalar.TEXT;
      case FLOAT32, FLOAT64 -> isNumber(shape);
      case STRING -> shape == Shape.Scalar.TEXT;
      case BYTES -> shape == Shape.Scalar.BYTES || shape == Shape.Scalar.TEXT;
      case TIMESTAMP ->
          shape == Shape.Scalar.TIME
              || shape == Shape.Scalar.TEXT
              || (isNumber(shape) && unit.isPresent());
    };
  }

  private static boolean isNumber(Shape.Scalar shape) {
    return isWhole(shape) || shape == Shape.Scalar.FRACTION;
  }

  private static boolean isWhole(Shape.Scalar shape) {
    return shape == Shape.Scalar.WHOLE || shape == Shape.Scalar.NUMBER;
  }
}
