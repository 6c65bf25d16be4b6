package io.freshet.bridge.map;

import static io.freshet.api.RecordErrorType.TYPE_MISMATCH;

import io.freshet.bridge.event.Shape;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.Reading.Present;
import io.freshet.bridge.map.Reading.Unusable;
import io.freshet.schema.FieldType;
import io.freshet.schema.ScalarType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values around an event: {@code $key}, {@code $topic}, … {@code $headers.NAME}. */
final class Metadata {
  /** What the names begin with that have a name of the user's behind them. */
  static final String HEADERS = "$headers.";

  private Metadata() {}

  /**
   * The source that a name stands for; empty where there is none.
   *
   * @param type what it is for: bytes are the key's or header's own, anything else is their text
   */
  static Optional<TypedSource> named(String name, FieldType type) {
    return switch (name) {
      case "$key" -> Optional.of(bytes("the key", type, SourceRecord::key));
      case "$topic" -> Optional.of(always(Shape.Scalar.TEXT, record -> record.origin().topic()));
      case "$partition" ->
          Optional.of(always(Shape.Scalar.WHOLE, record -> (long) record.origin().partition()));
      case "$offset" -> Optional.of(always(Shape.Scalar.WHOLE, SourceRecord::offset));
      case "$timestamp" ->
          Optional.of(
              always(Shape.Scalar.TIME, record -> Instant.ofEpochMilli(record.timestampMillis())));
      default ->
          name.startsWith(HEADERS) && name.length() > HEADERS.length()
              ? Optional.of(
                  bytes(
                      "the header",
                      type,
                      record -> header(record, name.substring(HEADERS.length()))))
              : Optional.empty();
    };
  }

  private static TypedSource always(Shape shape, Function<SourceRecord, Object> value) {
    return new TypedSource(message -> new Present(value.apply(message.record())), shape);
  }

  private static TypedSource bytes(
      String what, FieldType type, Function<SourceRecord, byte @Nullable []> bytes) {
    return type == ScalarType.BYTES
        ? new TypedSource(message -> raw(bytes.apply(message.record())), Shape.Scalar.BYTES)
        : new TypedSource(message -> text(what, bytes.apply(message.record())), Shape.Scalar.TEXT);
  }

  private static Reading raw(byte @Nullable [] bytes) {
    return bytes == null ? Reading.NOTHING : new Present(bytes);
  }

  private static Reading text(String what, byte @Nullable [] bytes) {
    if (bytes == null) {
      return Reading.NOTHING;
    }
    try {
      return new Present(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return new Unusable(TYPE_MISMATCH.name(), what + " is not UTF-8 text");
    }
  }

  /** The last header of that name. */
  private static byte @Nullable [] header(SourceRecord record, String name) {
    for (SourceHeader header : record.headers().reversed()) {
      if (header.name().equals(name)) {
        return header.value();
      }
    }
    return null;
  }
}
