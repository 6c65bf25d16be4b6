package io.freshet.value;

import static io.freshet.api.RecordErrorType.OUT_OF_RANGE;
import static io.freshet.api.RecordErrorType.TYPE_MISMATCH;

import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Exact conversions into scalar types. What does not fit is rejected, never rounded, with one
 * exception that IEEE 754 forces: a decimal becomes the nearest float of its field's width.
 *
 * <p>Numbers must fit DynamoDB's: at most 9.99E125 in magnitude and not closer to zero than 1E-130
 * (Amazon DynamoDB Developer Guide, "Data types": numbers).
 */
public final class Conversions {
  private static final double LARGEST = 9.99E125;
  private static final double SMALLEST = 1E-130;
  private static final int LONGEST_INTEGER = 100;
  private static final int LONGEST_EXPONENT = 6;
  private static final int LONGEST_MAP_KEY = 2_048;

  private Conversions() {}

  /** From a whole number that fits 64 bits. */
  public static Conversion fromLong(ScalarType to, long value) {
    return switch (to) {
      case INT64 -> new Converted(value);
      case INT32 ->
          value == (int) value
              ? new Converted((int) value)
              : outOfRange("int32 cannot hold a number this large");
      case FLOAT64 -> new Converted((double) value);
      case FLOAT32 -> new Converted((float) value);
      case BOOL, STRING, BYTES, TIMESTAMP -> mismatch(to, "a number");
    };
  }

  /** From a number with a fraction or an exponent, or of more than 64 bits, as it was written. */
  public static Conversion fromNumber(ScalarType to, String number) {
    return switch (to) {
      case INT64, INT32 -> wholeNumber(to, number);
      case FLOAT64 ->
          vanishes(number, Double.parseDouble(number))
              ? tooCloseToZero(to)
              : fromDouble(to, Double.parseDouble(number));
      case FLOAT32 ->
          vanishes(number, Float.parseFloat(number))
              ? tooCloseToZero(to)
              : float32(Float.parseFloat(number));
      case BOOL, STRING, BYTES, TIMESTAMP -> mismatch(to, "a number");
    };
  }

  /** From a binary floating-point number. */
  public static Conversion fromDouble(ScalarType to, double value) {
    return switch (to) {
      case FLOAT64 ->
          storable(value)
              ? new Converted(value + 0.0) // -0.0 becomes 0
              : outOfRange(
                  "DynamoDB cannot hold it: not a finite number between 1E-130 and 9.99E125");
      case FLOAT32 ->
          value != 0 && (float) value == 0 ? tooCloseToZero(to) : float32((float) value);
      case INT64, INT32 ->
          Double.isFinite(value)
              ? wholeNumber(to, new BigDecimal(value))
              : outOfRange(to.text() + " cannot hold what is not a finite number");
      case BOOL, STRING, BYTES, TIMESTAMP -> mismatch(to, "a number");
    };
  }

  /** The key of a map's entry: in DynamoDB the name of an attribute, which is never empty. */
  public static Conversion fromMapKey(String key) {
    if (key.isEmpty() || key.length() > LONGEST_MAP_KEY) {
      return outOfRange("a map's key has 1 to " + LONGEST_MAP_KEY + " characters");
    }
    return string(key);
  }

  public static Conversion fromBoolean(ScalarType to, boolean value) {
    return to == ScalarType.BOOL ? new Converted(value) : mismatch(to, "a boolean");
  }

  /** From text: int64 exactly, bytes as base64, timestamps as RFC 3339. */
  public static Conversion fromText(ScalarType to, String text) {
    return switch (to) {
      case STRING -> string(text);
      case BYTES -> base64(text);
      case TIMESTAMP -> timestamp(text);
      case INT64 -> isWholeNumber(text) ? wholeNumber(to, text) : mismatch(to, "a string");
      case BOOL, INT32, FLOAT32, FLOAT64 -> mismatch(to, "a string");
    };
  }

  private static Conversion wholeNumber(ScalarType to, String number) {
    if (isZero(number)) {
      return fromLong(to, 0);
    }
    // An exponent of many digits is cheap to write, dear to expand, and can fit no integer.
    return number.length() > LONGEST_INTEGER
        ? outOfRange(to.text() + " cannot hold a number of " + number.length() + " characters")
        : exponentDigits(number) > LONGEST_EXPONENT
            ? outOfRange(to.text() + " cannot hold a number with such an exponent")
            : wholeNumber(to, new BigDecimal(number));
  }

  private static Conversion wholeNumber(ScalarType to, BigDecimal number) {
    if (number.signum() == 0) {
      return fromLong(to, 0);
    }
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() > 0) {
      return mismatch(to, "a fraction");
    }
    return plain.precision() - plain.scale() > 19 || plain.toBigInteger().bitLength() > 63
        ? outOfRange(to.text() + " cannot hold a number this large")
        : fromLong(to, plain.longValueExact());
  }

  private static boolean isWholeNumber(String text) {
    int digits = text.startsWith("-") ? text.length() - 1 : text.length();
    return digits > 0
        && digits <= 40
        && text.chars().skip(text.length() - digits).allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether a number as it is written, in whatever form, is zero: it has no other digit. */
  private static boolean isZero(String number) {
    int exponent = exponentAt(number);
    return number.substring(0, exponent).chars().noneMatch(c -> c >= '1' && c <= '9');
  }

  private static int exponentDigits(String number) {
    return number.length() - exponentAt(number);
  }

  private static int exponentAt(String number) {
    int lower = number.indexOf('e');
    int exponent = lower >= 0 ? lower : number.indexOf('E');
    return exponent >= 0 ? exponent : number.length();
  }

  /** Whether a number that is not zero became zero at the width of its field. */
  private static boolean vanishes(String number, double value) {
    return value == 0 && !isZero(number);
  }

  private static Rejected tooCloseToZero(ScalarType to) {
    return outOfRange(to.text() + " cannot hold a number this close to zero");
  }

  private static Conversion float32(float value) {
    return Float.isFinite(value)
        ? new Converted(value + 0.0f)
        : outOfRange("float32 cannot hold it: not a finite number of that width");
  }

  private static boolean storable(double value) {
    double magnitude = Math.abs(value);
    return magnitude == 0 || (magnitude >= SMALLEST && magnitude <= LARGEST);
  }

  /** UTF-8, in which texts are stored and compared, has no half of a surrogate pair. */
  private static Conversion string(String text) {
    return Utf8.encodes(text)
        ? new Converted(text)
        : outOfRange("has half of a surrogate pair, which is no character");
  }

  private static Conversion base64(String text) {
    try {
      return new Converted(ByteBuffer.wrap(Base64.getDecoder().decode(text)).asReadOnlyBuffer());
    } catch (IllegalArgumentException _) {
      return new Rejected(TYPE_MISMATCH, "expected bytes as base64");
    }
  }

  private static Conversion timestamp(String text) {
    Optional<Instant> instant = Timestamps.parse(text);
    return instant.isPresent()
        ? new Converted(instant.get())
        : new Rejected(
            TYPE_MISMATCH, "expected a timestamp such as 2026-01-04T00:25:06.123456Z (RFC 3339)");
  }

  private static Rejected mismatch(ScalarType to, String got) {
    return new Rejected(TYPE_MISMATCH, "expected " + to.text() + ", got " + got);
  }

  private static Rejected outOfRange(String message) {
    return new Rejected(OUT_OF_RANGE, message);
  }
}
