package io.freshet.bridge.offsets;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One consumed offset on its way to being done. Opened by the consumer's thread; the parts are
 * finished by any thread.
 */
public final class Slot {
  private final OffsetTracker tracker;
  private final long offset;
  private final int leaderEpoch;
  private final int bytes;
  private final AtomicInteger openParts = new AtomicInteger(1);

  Slot(OffsetTracker tracker, long offset, int leaderEpoch, int bytes) {
    this.tracker = tracker;
    this.offset = offset;
    this.leaderEpoch = leaderEpoch;
    this.bytes = bytes;
  }

  /** One more thing has to happen before this offset is done: a record with several routes. */
  public void expectAnother() {
    openParts.incrementAndGet();
  }

  /** One of those things has happened. */
  public void done() {
    openParts.decrementAndGet();
  }

  /** Whether the partition has been taken away since: what happens to this slot matters no more. */
  public boolean forgotten() {
    return tracker.forgotten();
  }

  /** Says that a request carrying this offset has left. */
  public void onWire() {
    tracker.wire().left();
  }

  /** Says that the request has been answered, or has failed. */
  public void offWire() {
    tracker.wire().returned();
  }

  boolean isDone() {
    return openParts.get() <= 0;
  }

  long offset() {
    return offset;
  }

  int leaderEpoch() {
    return leaderEpoch;
  }

  int bytes() {
    return bytes;
  }
}
