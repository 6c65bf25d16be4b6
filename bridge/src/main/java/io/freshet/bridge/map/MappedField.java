package io.freshet.bridge.map;

import io.freshet.bridge.map.Reading.Absent;
import io.freshet.bridge.map.Reading.Present;
import io.freshet.bridge.map.Reading.Unusable;
import io.freshet.schema.Field;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import java.nio.charset.StandardCharsets;

/** One field of a route, compiled: where its value is, what it must become, how its name reads. */
final class MappedField {
  private final Field field;
  private final ValueSource source;
  private final Typing typing;
  private final Reading standIn;
  private final byte[] nameAndColon;

  /**
   * Compiles a field.
   *
   * @param standIn typed already; used where the event has no value
   */
  MappedField(Field field, ValueSource source, Typing typing, Reading standIn) {
    this.field = field;
    this.source = source;
    this.typing = typing;
    this.standIn = standIn;
    this.nameAndColon = ("\"" + field.name() + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** The same value for a field that is required where this one is not, or the reverse. */
  MappedField as(Field other) {
    return new MappedField(other, source, typing, standIn);
  }

  Field field() {
    return field;
  }

  byte[] nameAndColon() {
    return nameAndColon;
  }

  /** The typed value. */
  Reading value(Incoming message) {
    return switch (source.of(message)) {
      case Absent _ -> standIn;
      case Unusable bad -> bad;
      case Present(Object raw) ->
          switch (typing.convert(raw)) {
            case Converted(Object value) -> new Present(value);
            case Rejected bad -> new Unusable(bad.type().name(), bad.message());
          };
    };
  }
}
