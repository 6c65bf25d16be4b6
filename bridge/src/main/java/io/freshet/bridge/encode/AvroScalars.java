package io.freshet.bridge.encode;

import io.freshet.bridge.decode.Numeral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes.Decimal;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Avro's values without parts. Bytes are text of the characters 0 to 255, as Avro writes
 * them; a logical type may also be written as what it means: a number, a UUID, a date or time.
 */
final class AvroScalars {
  private static final int UUID_BYTES = 16;

  private AvroScalars() {}

  static @Nullable Object of(Schema schema, @Nullable Object json, String path) throws Misfit {
    return switch (schema.getType()) {
      case NULL -> only(json == null, "null", json, path);
      case BOOLEAN -> only(json instanceof Boolean, "a boolean", json, path);
      case STRING -> only(json instanceof String, "text", json, path);
      case INT -> whole(schema, json, path).intValue();
      case LONG -> whole(schema, json, path);
      case FLOAT -> (float) fraction(json, path);
      case DOUBLE -> fraction(json, path);
      case BYTES -> ByteBuffer.wrap(bytes(schema, json, path));
      case FIXED -> fixed(schema, json, path);
      case RECORD, ENUM, ARRAY, MAP, UNION -> throw new IllegalArgumentException("has parts");
    };
  }

  private static @Nullable Object only(
      boolean fits, String what, @Nullable Object json, String path) throws Misfit {
    if (!fits) {
      throw AvroDatums.expected(what, json, path);
    }
    return json;
  }

  private static Long whole(Schema schema, @Nullable Object json, String path) throws Misfit {
    boolean isInt = schema.getType() == Schema.Type.INT;
    try {
      long number =
          switch (json) {
            case Long exact -> exact;
            case Numeral numeral -> new BigDecimal(numeral.text()).longValueExact();
            case String text when schema.getLogicalType() != null ->
                AvroClock.count(schema.getLogicalType().getName(), text);
            case null, default ->
                throw AvroDatums.expected(isInt ? "an int" : "a long", json, path);
          };
      return isInt ? (long) Math.toIntExact(number) : number;
    } catch (ArithmeticException _) {
      throw Misfit.at(path, "is no whole number of " + (isInt ? 32 : 64) + " bits");
    } catch (DateTimeException _) {
      throw Misfit.at(
          path, "is no " + schema.getLogicalType().getName() + " as ISO 8601 writes it");
    }
  }

  private static double fraction(@Nullable Object json, String path) throws Misfit {
    return switch (json) {
      case Long exact -> exact;
      case Numeral numeral -> Double.parseDouble(numeral.text());
      case String text when text.matches("NaN|-?Infinity") -> Double.parseDouble(text);
      case null, default -> throw AvroDatums.expected("a number", json, path);
    };
  }

  private static Object fixed(Schema schema, @Nullable Object json, String path) throws Misfit {
    byte[] bytes = bytes(schema, json, path);
    int size = schema.getFixedSize();
    if (schema.getLogicalType() instanceof Decimal && bytes.length < size) {
      byte[] wide = new byte[size];
      Arrays.fill(wide, 0, size - bytes.length, (byte) (bytes[0] < 0 ? -1 : 0));
      System.arraycopy(bytes, 0, wide, size - bytes.length, bytes.length);
      bytes = wide;
    }
    if (bytes.length != size) {
      throw Misfit.at(
          path, "%s has %d bytes, not %d".formatted(schema.getName(), size, bytes.length));
    }
    return new GenericData.Fixed(schema, bytes);
  }

  private static byte[] bytes(Schema schema, @Nullable Object json, String path) throws Misfit {
    LogicalType type = schema.getLogicalType();
    if (type instanceof Decimal decimal && (json instanceof Long || json instanceof Numeral)) {
      String number = json instanceof Numeral numeral ? numeral.text() : json.toString();
      return unscaled(new BigDecimal(number), decimal, path);
    }
    if (!(json instanceof String text)) {
      throw AvroDatums.expected(
          type instanceof Decimal ? "a number" : "text of the characters 0 to 255", json, path);
    }
    if (type != null && type.getName().equals("uuid") && text.length() > UUID_BYTES) {
      return uuid(text, path);
    }
    if (text.chars().anyMatch(character -> character > 0xff)) {
      throw Misfit.at(path, "bytes are text of the characters 0 to 255, one for each byte");
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] unscaled(BigDecimal number, Decimal decimal, String path) throws Misfit {
    try {
      BigInteger unscaled = number.setScale(decimal.getScale()).unscaledValue();
      if (new BigDecimal(unscaled).precision() <= decimal.getPrecision()) {
        return unscaled.toByteArray();
      }
    } catch (ArithmeticException _) {
      // more decimals than the scale: said below
    }
    throw Misfit.at(
        path,
        "does not fit a decimal of %d digits, %d of them behind the point"
            .formatted(decimal.getPrecision(), decimal.getScale()));
  }

  private static byte[] uuid(String text, String path) throws Misfit {
    try {
      UUID uuid = UUID.fromString(text);
      return ByteBuffer.allocate(UUID_BYTES)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException _) {
      throw Misfit.at(path, "is no UUID");
    }
  }
}
