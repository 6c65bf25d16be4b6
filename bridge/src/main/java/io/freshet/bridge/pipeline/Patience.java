package io.freshet.bridge.pipeline;

import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Settled;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.Slot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stays with a record whose schema cannot be had. Its partition stands still meanwhile, and its lag
 * grows; nothing is skipped, and nothing is a dead letter because a registry is down.
 */
final class Patience {
  private static final String HALT = "schema registry";

  /**
   * So many failures in a row are a lost packet or a schema that is a moment late: not yet loud.
   */
  private static final int QUIET_FAILURES = 4;

  private final Gear gear;

  Patience(Gear gear) {
    this.gear = gear;
  }

  /** What the record is; nothing where the slot has been forgotten meanwhile. */
  Optional<Settled> decode(
      Decoder decoder, SourceRecord record, @Nullable Object[] slots, Slot slot)
      throws InterruptedException {
    int failures = 0;
    try {
      while (true) {
        switch (decoder.decode(record, slots)) {
          case Settled decoded -> {
            return Optional.of(decoded);
          }
          case NotNow _ when slot.forgotten() -> {
            return Optional.empty();
          }
          case NotNow(String reason) -> {
            gear.metrics().schemaWait();
            if (failures >= QUIET_FAILURES) {
              gear.halts().raise(HALT, reason);
            }
          }
        }
        gear.pause().sleep(gear.backoff().after(failures++, Optional.empty()));
      }
    } finally {
      if (failures > QUIET_FAILURES) {
        gear.halts().clear(HALT); // whoever else still waits says so again
      }
    }
  }
}
