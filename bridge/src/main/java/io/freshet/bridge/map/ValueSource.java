package io.freshet.bridge.map;

import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a field's raw value comes from. */
@FunctionalInterface
interface ValueSource {
  String HEADERS = "$headers.";

  /** The raw value; null where the event has none. */
  @Nullable Object of(SourceRecord record, @Nullable Object[] slots);

  /** The source that a {@code $}-name stands for. */
  static Optional<ValueSource> metadata(String name) {
    return switch (name) {
      case "$key" -> Optional.of((record, _) -> text(record.key()));
      case "$topic" -> Optional.of((record, _) -> record.origin().topic());
      case "$partition" -> Optional.of((record, _) -> (long) record.origin().partition());
      case "$offset" -> Optional.of((record, _) -> record.offset());
      case "$timestamp" ->
          Optional.of((record, _) -> Instant.ofEpochMilli(record.timestampMillis()));
      default ->
          name.startsWith(HEADERS) && name.length() > HEADERS.length()
              ? Optional.of(header(name.substring(HEADERS.length())))
              : Optional.empty();
    };
  }

  /** The last header of that name, as UTF-8. */
  private static ValueSource header(String name) {
    return (record, _) -> {
      for (SourceHeader header : record.headers().reversed()) {
        if (header.name().equals(name)) {
          return text(header.value());
        }
      }
      return null;
    };
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
