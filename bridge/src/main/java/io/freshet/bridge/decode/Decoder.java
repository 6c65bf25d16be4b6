package io.freshet.bridge.decode;

import io.freshet.bridge.event.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads one format. Serves one thread. */
public interface Decoder {

  /**
   * Puts the values that a projection names into their slots; a path that leads nowhere, and an
   * explicit null, leave null. Values are {@code Boolean}, {@code Long}, {@link Numeral} (any other
   * number), {@code Double} (a binary floating-point number; NaN and infinities too), {@code
   * String}, {@code byte[]}, {@code Instant} (a timestamp with a zone), and {@code List} and {@code
   * Map<String, ?>} of those; elements of either may be null. Dates, times of day and timestamps
   * without a zone are ISO 8601 text.
   *
   * <p>It asks once for what it needs from outside, and may block while it does.
   *
   * @return unless it is an event or a delete, the slots hold anything
   */
  Decoded decode(SourceRecord source, @Nullable Object[] slots);
}
