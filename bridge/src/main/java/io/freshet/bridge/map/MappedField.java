package io.freshet.bridge.map;

import io.freshet.bridge.event.SourceRecord;
import io.freshet.schema.Field;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One field of a route, compiled: where its value is, what it must become, how its name reads. */
final class MappedField {
  private final Field field;
  private final ValueSource source;
  private final Typing typing;
  private final Optional<Object> standIn;
  private final byte[] nameAndColon;

  /**
   * Compiles a field.
   *
   * @param standIn typed already; used where the event has no value
   */
  MappedField(Field field, ValueSource source, Typing typing, Optional<Object> standIn) {
    this.field = field;
    this.source = source;
    this.typing = typing;
    this.standIn = standIn;
    this.nameAndColon = ("\"" + field.name() + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  Field field() {
    return field;
  }

  byte[] nameAndColon() {
    return nameAndColon;
  }

  /** The typed value, or why there is none, or null where an optional field is absent. */
  @Nullable Conversion value(SourceRecord record, @Nullable Object[] slots) {
    Object raw = source.of(record, slots);
    if (raw != null) {
      return typing.convert(raw);
    }
    return standIn.isPresent() ? new Converted(standIn.get()) : null;
  }
}
