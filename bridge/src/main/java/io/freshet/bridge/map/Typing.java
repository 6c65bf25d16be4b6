package io.freshet.bridge.map;

import static io.freshet.api.RecordErrorType.OUT_OF_RANGE;
import static io.freshet.api.RecordErrorType.TYPE_MISMATCH;

import io.freshet.bridge.config.TimeUnits;
import io.freshet.bridge.decode.Numeral;
import io.freshet.schema.ArrayType;
import io.freshet.schema.FieldType;
import io.freshet.schema.MapType;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Conversions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a decoded value to the type that the push source has registered: exactly, or not at all. */
record Typing(FieldType type, Optional<TimeUnits> unit) {
  private static final BigInteger NANOS_A_SECOND = BigInteger.valueOf(1_000_000_000);
  private static final int LONGEST_TIME = 40;
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  Conversion convert(Object raw) {
    return convert(type, raw);
  }

  private Conversion convert(FieldType to, Object raw) {
    return switch (to) {
      case ScalarType scalar -> scalar(scalar, raw);
      case ArrayType array -> array(array, raw);
      case MapType map -> map(map, raw);
    };
  }

  private Conversion scalar(ScalarType to, Object raw) {
    return switch (raw) {
      case Long number when inUnits(to) -> time(number);
      case Numeral number when inUnits(to) -> time(number.text());
      case Double number when inUnits(to) ->
          Double.isFinite(number)
              ? time(new BigDecimal(number).toPlainString())
              : mismatch(to, "a number that is not finite");
      case Long number -> Conversions.fromLong(to, number);
      case Double number -> Conversions.fromDouble(to, number);
      case Numeral number -> Conversions.fromNumber(to, number.text());
      case String text -> Conversions.fromText(to, text);
      case Boolean flag -> Conversions.fromBoolean(to, flag);
      case byte[] bytes when to == ScalarType.BYTES ->
          new Converted(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
      case byte[] _ -> mismatch(to, "bytes");
      case Instant instant when to == ScalarType.TIMESTAMP -> instant(instant);
      case List<?> _ -> mismatch(to, "an array");
      case Map<?, ?> _ -> mismatch(to, "an object");
      default -> mismatch(to, "a timestamp");
    };
  }

  private boolean inUnits(ScalarType to) {
    return to == ScalarType.TIMESTAMP && unit.isPresent();
  }

  /** Nearly every time there is: whole nanoseconds that fit 64 bits. */
  private Conversion time(long number) {
    long factor = unit.orElse(TimeUnits.MS).nanos();
    long nanos = number * factor;
    if (Math.multiplyHigh(number, factor) != (nanos >> 63)) {
      return time(Long.toString(number));
    }
    long second = 1_000_000_000L;
    return new Converted(Instant.ofEpochSecond(nanos / second, nanos % second / 1_000 * 1_000));
  }

  private Conversion time(String number) {
    if (number.length() > LONGEST_TIME) {
      return new Rejected(OUT_OF_RANGE, "a time of " + number.length() + " digits");
    }
    BigDecimal nanos =
        new BigDecimal(number).multiply(BigDecimal.valueOf(unit.orElse(TimeUnits.MS).nanos()));
    if (nanos.precision() - nanos.scale() > 21) {
      return new Rejected(OUT_OF_RANGE, "a time beyond the year 9999: is the unit right?");
    }
    BigInteger[] parts = nanos.toBigInteger().divideAndRemainder(NANOS_A_SECOND);
    return new Converted(
        Instant.ofEpochSecond(
            parts[0].longValueExact(), parts[1].longValueExact() / 1_000 * 1_000));
  }

  private static Conversion instant(Instant instant) {
    return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
        ? new Rejected(OUT_OF_RANGE, "a time beyond the year 9999")
        : new Converted(instant.truncatedTo(ChronoUnit.MICROS));
  }

  private Conversion array(ArrayType to, Object raw) {
    if (!(raw instanceof List<?> elements)) {
      return mismatch(to, describe(raw));
    }
    List<Object> converted = new ArrayList<>(elements.size());
    for (Object element : elements) {
      switch (element == null ? mismatch(to.element(), "null") : convert(to.element(), element)) {
        case Converted ok -> converted.add(ok.value());
        case Rejected bad -> {
          return new Rejected(bad.type(), "element " + converted.size() + ": " + bad.message());
        }
      }
    }
    return new Converted(converted);
  }

  private Conversion map(MapType to, Object raw) {
    if (!(raw instanceof Map<?, ?> members)) {
      return mismatch(to, describe(raw));
    }
    Map<String, Object> converted = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (Conversions.fromMapKey((String) member.getKey()) instanceof Rejected bad) {
        return new Rejected(bad.type(), "a key of the map: " + bad.message());
      }
      Object value = member.getValue();
      switch (value == null ? mismatch(to.value(), "null") : convert(to.value(), value)) {
        case Converted ok -> converted.put((String) member.getKey(), ok.value());
        case Rejected bad -> {
          return new Rejected(bad.type(), "a value of the map: " + bad.message());
        }
      }
    }
    return new Converted(converted);
  }

  private static String describe(Object raw) {
    return switch (raw) {
      case Long _, Numeral _, Double _ -> "a number";
      case byte[] _ -> "bytes";
      case Instant _ -> "a timestamp";
      case String _ -> "a string";
      case Boolean _ -> "a boolean";
      case List<?> _ -> "an array";
      default -> "an object";
    };
  }

  private static Rejected mismatch(FieldType to, String got) {
    return new Rejected(TYPE_MISMATCH, "expected " + to.text() + ", got " + got);
  }
}
