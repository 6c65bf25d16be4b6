package io.freshet.bridge.propose;

import io.freshet.schema.ArrayType;
import io.freshet.schema.FieldType;
import io.freshet.schema.MapType;
import io.freshet.schema.ScalarType;

/** What a field of an event seems to hold. */
enum Guess {
  TEXT,
  WHOLE,
  FRACTION,
  BOOL,
  BYTES,
  /** A time that needs no unit: RFC 3339 text, or a logical type. */
  TIME,
  SECONDS,
  MILLIS,
  MICROS,
  NANOS,
  LIST,
  OBJECT,
  /** The schema leaves it open. */
  ANY;

  /** What a whole number is as a time, by its size: between the years 2001 and 2286. */
  static Guess whole(long number) {
    long size = Math.abs(number);
    if (size >= 1_000_000_000L && size < 10_000_000_000L) {
      return SECONDS;
    }
    if (size >= 1_000_000_000_000L && size < 10_000_000_000_000L) {
      return MILLIS;
    }
    if (size >= 1_000_000_000_000_000L && size < 10_000_000_000_000_000L) {
      return MICROS;
    }
    return size >= 1_000_000_000_000_000_000L ? NANOS : WHOLE;
  }

  /** Whether it can be a field of that type. */
  boolean fits(FieldType type) {
    if (this == ANY) {
      return true;
    }
    return switch (type) {
      case ArrayType _ -> this == LIST;
      case MapType _ -> this == OBJECT;
      case ScalarType scalar ->
          switch (scalar) {
            case STRING -> this == TEXT || this == TIME;
            case BYTES -> this == BYTES || this == TEXT;
            case BOOL -> this == BOOL;
            case INT32, INT64 -> isWhole();
            case FLOAT32, FLOAT64 -> isWhole() || this == FRACTION;
            case TIMESTAMP -> this == TIME || isWhole();
          };
    };
  }

  /** The unit of a time, as bridge.yaml writes it; empty where it needs none. */
  String unit() {
    return switch (this) {
      case SECONDS -> "s";
      case MILLIS, WHOLE -> "ms";
      case MICROS -> "us";
      case NANOS -> "ns";
      case TEXT, FRACTION, BOOL, BYTES, TIME, LIST, OBJECT, ANY -> "";
    };
  }

  private boolean isWhole() {
    return switch (this) {
      case WHOLE, SECONDS, MILLIS, MICROS, NANOS -> true;
      case TEXT, FRACTION, BOOL, BYTES, TIME, LIST, OBJECT, ANY -> false;
    };
  }
}
