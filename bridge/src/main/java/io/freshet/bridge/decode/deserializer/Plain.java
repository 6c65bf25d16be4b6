package io.freshet.bridge.decode.deserializer;

import io.freshet.bridge.decode.Numeral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java's usual objects as a decoder's values. */
final class Plain {
  private Plain() {}

  @SuppressWarnings("JavaUtilDate") // others still use it
  static @Nullable Object value(@Nullable Object object) {
    return switch (object) {
      case null -> null;
      case Boolean _, Long _, Double _, String _, Instant _, byte[] _ -> object;
      case Byte number -> number.longValue();
      case Short number -> number.longValue();
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case BigInteger number -> new Numeral(number.toString());
      case BigDecimal number -> new Numeral(number.toString());
      case Date date -> Instant.ofEpochMilli(date.getTime());
      case ByteBuffer buffer -> bytes(buffer.duplicate());
      case Map<?, ?> members -> members(members);
      case Collection<?> elements -> elements(elements);
      default -> object.toString();
    };
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static Map<String, @Nullable Object> members(Map<?, ?> members) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    members.forEach((name, value) -> plain.put(String.valueOf(name), value(value)));
    return plain;
  }

  private static List<@Nullable Object> elements(Collection<?> elements) {
    List<@Nullable Object> plain = new ArrayList<>(elements.size());
    for (Object element : elements) {
      plain.add(value(element));
    }
    return plain;
  }
}
