package io.freshet.ingest.version;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes typed values so that no two different ones have the same bytes: tag, length, content. */
final class ValueEncoder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  byte[] bytes() {
    return out.toByteArray();
  }

  void flag(boolean flag) {
    out.write(flag ? 1 : 0);
  }

  void text(String text) {
    content(text.getBytes(StandardCharsets.UTF_8));
  }

  void value(Object value) {
    switch (value) {
      case Boolean flag -> tagged('b', flag ? 1 : 0);
      case Integer number -> tagged('i', number);
      case Long number -> tagged('l', number);
      case Float number -> tagged('f', Float.floatToIntBits(number));
      case Double number -> tagged('d', Double.doubleToLongBits(number));
      case Instant instant -> instant(instant);
      case String text -> {
        out.write('s');
        text(text);
      }
      case ByteBuffer bytes -> bytes(bytes);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> throw new IllegalArgumentException("no field has a " + value.getClass());
    }
  }

  private void tagged(char tag, long number) {
    out.write(tag);
    number(number);
  }

  private void instant(Instant instant) {
    tagged('t', instant.getEpochSecond());
    number(instant.getNano());
  }

  private void bytes(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    out.write('y');
    content(copy);
  }

  private void list(List<?> list) {
    tagged('[', list.size());
    list.forEach(this::value);
  }

  private void map(Map<?, ?> map) {
    tagged('{', map.size());
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    sorted.forEach((key, value) -> {
      text(key);
      value(value);
    });
  }

  private void content(byte[] content) {
    number(content.length);
    out.writeBytes(content);
  }

  private void number(long number) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (number >>> shift));
    }
  }
}
