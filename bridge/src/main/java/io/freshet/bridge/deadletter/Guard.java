package io.freshet.bridge.deadletter;

import io.freshet.bridge.config.DeadLetterConfig;
import java.util.BitSet;

/**
 * Watches what share of the last records could not be used. One bad record is a dead letter; half
 * of a topic is a wrong mapping or a wrong topic, and nobody wants that copied.
 */
public final class Guard {
  private final BitSet bad = new BitSet();
  private final int window;
  private final double allowed;
  private int next;
  private int count;
  private boolean tripped;

  public Guard(DeadLetterConfig config) {
    this.window = config.window();
    this.allowed = config.maxRatio() * config.window();
  }

  /** A record that is fine. */
  public void good() {
    see(false);
  }

  /** A record that would be a dead letter; says whether it may become one. */
  boolean bad() {
    return see(true);
  }

  private synchronized boolean see(boolean isBad) {
    count += (isBad ? 1 : 0) - (bad.get(next) ? 1 : 0);
    bad.set(next, isBad);
    next = (next + 1) % window;
    tripped |= count > allowed;
    return !tripped;
  }
}
