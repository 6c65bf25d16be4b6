package io.freshet.bridge.decode.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import io.freshet.bridge.decode.Numeral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Messages that stand for a value (Protocol Buffers, "Well-Known Types"). */
final class WellKnown {
  /** 480 digits: beyond any store's number, and text of a million takes minutes to make. */
  private static final int MAX_DECIMAL_BYTES = 200;

  private WellKnown() {}

  /**
   * A timestamp as an {@code Instant}, a duration as its seconds, a wrapper as what it wraps, a
   * struct as an object; any other message as its fields.
   */
  static @Nullable Object value(Message message) {
    return switch (message.getDescriptorForType().getFullName()) {
      case "google.protobuf.Timestamp" ->
          Instant.ofEpochSecond(number(message, "seconds"), nanos(message));
      case "google.protobuf.Duration" ->
          new Numeral(
              BigDecimal.valueOf(number(message, "seconds"))
                  .add(BigDecimal.valueOf(number(message, "nanos"), 9))
                  .stripTrailingZeros()
                  .toPlainString());
      case "google.protobuf.DoubleValue",
          "google.protobuf.FloatValue",
          "google.protobuf.Int64Value",
          "google.protobuf.UInt64Value",
          "google.protobuf.Int32Value",
          "google.protobuf.UInt32Value",
          "google.protobuf.BoolValue",
          "google.protobuf.StringValue",
          "google.protobuf.BytesValue",
          "google.protobuf.ListValue",
          "google.protobuf.Struct" ->
          ProtobufValues.field(message, message.getDescriptorForType().findFieldByNumber(1));
      case "google.protobuf.Value" -> kind(message);
      case "confluent.type.Decimal" -> decimal(message);
      default -> ProtobufValues.members(message);
    };
  }

  private static @Nullable Object kind(Message message) {
    OneofDescriptor kinds = message.getDescriptorForType().getOneofs().getFirst();
    FieldDescriptor set = message.getOneofFieldDescriptor(kinds);
    return set == null || set.getName().equals("null_value")
        ? null
        : ProtobufValues.field(message, set);
  }

  private static Numeral decimal(Message message) {
    var unscaled =
        (ByteString) message.getField(message.getDescriptorForType().findFieldByName("value"));
    if (unscaled.size() > MAX_DECIMAL_BYTES) {
      throw new ArithmeticException("a decimal of " + unscaled.size() + " bytes");
    }
    BigInteger whole =
        unscaled.isEmpty() ? BigInteger.ZERO : new BigInteger(unscaled.toByteArray());
    return new Numeral(new BigDecimal(whole, (int) number(message, "scale")).toString());
  }

  private static long nanos(Message message) {
    long nanos = number(message, "nanos");
    if (nanos < 0 || nanos > 999_999_999) {
      throw new DateTimeException("a timestamp of " + nanos + " ns behind the second");
    }
    return nanos;
  }

  private static long number(Message message, String field) {
    return ((Number) message.getField(message.getDescriptorForType().findFieldByName(field)))
        .longValue();
  }
}
