package io.freshet.bridge.deadletter;

import io.freshet.bridge.config.DeadLetterConfig;
import java.util.BitSet;

/**
 * Watches what share of the last records could not be used. One bad record is a dead letter; half
 * of a topic is a wrong mapping or a wrong topic, and nobody wants that copied.
 *
 * <p>A window that is not full yet counts as what it has seen, but as a tenth of its size at least:
 * a few bad records in front are let through, and a restart does not let through a whole window's
 * worth once more.
 */
public final class Guard {
  private final BitSet bad = new BitSet();
  private final int window;
  private final double maxRatio;
  private int next;
  private int seen;
  private int count;

  public Guard(DeadLetterConfig config) {
    this.window = config.window();
    this.maxRatio = config.maxRatio();
    this.seen = window / 10;
  }

  /** So many records that are fine. */
  synchronized void good(int records) {
    for (int i = 0; i < records; i++) {
      see(false);
    }
  }

  /** A record that would be a dead letter. */
  synchronized void bad() {
    see(true);
  }

  /** Whether dead letters may be produced now. Records that are fine mend it. */
  synchronized boolean allows() {
    return count <= maxRatio * Math.min(window, seen);
  }

  private void see(boolean isBad) {
    count += (isBad ? 1 : 0) - (bad.get(next) ? 1 : 0);
    bad.set(next, isBad);
    next = (next + 1) % window;
    seen = Math.min(window, seen + 1);
  }
}
