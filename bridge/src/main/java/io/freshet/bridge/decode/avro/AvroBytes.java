package io.freshet.bridge.decode.avro;

import io.freshet.bridge.decode.Numeral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes.Decimal;

/** Avro's logical types of bytes and fixed. */
final class AvroBytes {
  /** 480 digits. DynamoDB's numbers have 38, and text of a million digits takes minutes to make. */
  private static final int MAX_DECIMAL_BYTES = 200;

  private AvroBytes() {}

  /** A decimal as its exact text, a UUID as text; other bytes as they are. */
  static Object of(LogicalType type, byte[] bytes) {
    if (type instanceof Decimal decimal) {
      return decimal(bytes, decimal.getScale());
    }
    return switch (type.getName()) {
      case "uuid" -> uuid(ByteBuffer.wrap(bytes));
      case "big-decimal" -> bigDecimal(ByteBuffer.wrap(bytes));
      default -> bytes;
    };
  }

  private static Numeral decimal(byte[] unscaled, int scale) {
    if (unscaled.length == 0 || unscaled.length > MAX_DECIMAL_BYTES) {
      throw new ArithmeticException("a decimal of " + unscaled.length + " bytes");
    }
    return new Numeral(new BigDecimal(new BigInteger(unscaled), scale).toString());
  }

  private static String uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  /** The unscaled value as Avro bytes, and the scale as an Avro int, within the bytes. */
  private static Numeral bigDecimal(ByteBuffer bytes) {
    byte[] unscaled = new byte[Math.min(zigzag(bytes), MAX_DECIMAL_BYTES + 1)];
    bytes.get(unscaled);
    return decimal(unscaled, zigzag(bytes));
  }

  private static int zigzag(ByteBuffer bytes) {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return (value >>> 1) ^ -(value & 1);
  }
}
