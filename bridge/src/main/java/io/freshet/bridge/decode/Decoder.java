package io.freshet.bridge.decode;

import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one format. */
public interface Decoder {

  /**
   * Puts the values that a projection names into their slots; a path that leads nowhere, and an
   * explicit null, leave null. Values are {@code Boolean}, {@code Long}, {@link Numeral} (any other
   * number), {@code String}, {@code List} and {@code Map<String, ?>} of those.
   *
   * @return why the message could not be read, if so: the slots then hold anything
   */
  Optional<Rejection> decode(SourceRecord source, @Nullable Object[] slots);
}
