package io.freshet.bridge;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Slot;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.Pause;
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

  private final Halts halts;
  private final Backoff backoff;
  private final Pause pause;
  private final BridgeMetrics metrics;

  Patience(Halts halts, Backoff backoff, Pause pause, BridgeMetrics metrics) {
    this.halts = halts;
    this.backoff = backoff;
    this.pause = pause;
    this.metrics = metrics;
  }

  /** What the record is; {@link NotNow} only where the slot has been forgotten meanwhile. */
  Decoded decode(Decoder decoder, SourceRecord record, @Nullable Object[] slots, Slot slot)
      throws InterruptedException {
    int failures = 0;
    try {
      while (true) {
        Decoded decoded = decoder.decode(record, slots);
        if (!(decoded instanceof NotNow notNow) || slot.forgotten()) {
          return decoded;
        }
        metrics.schemaWait();
        if (failures >= QUIET_FAILURES) {
          halts.raise(HALT, notNow.reason());
        }
        pause.sleep(backoff.after(failures++, Optional.empty()));
      }
    } finally {
      if (failures > QUIET_FAILURES) {
        halts.clear(HALT); // whoever else still waits says so again
      }
    }
  }
}
