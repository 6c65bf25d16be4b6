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
  private final long timestampMillis;
  private final AtomicInteger openParts = new AtomicInteger(1);
  private int foreseen; // of the bytes, what it has not grown by yet
  private int bytes; // the parts' hand-overs and their counter publish it
  int aboard; // the wire's, under its lock

  Slot(OffsetTracker tracker, long offset, int leaderEpoch, long timestampMillis, int bytes) {
    this.tracker = tracker;
    this.offset = offset;
    this.leaderEpoch = leaderEpoch;
    this.timestampMillis = timestampMillis;
    this.bytes = bytes;
  }

  /** One more thing has to happen before this offset is done: a record with several routes. */
  public void expectAnother() {
    openParts.incrementAndGet();
  }

  /** One of those things has happened. */
  public void done() {
    if (openParts.decrementAndGet() == 0) {
      tracker.released(bytes);
    }
  }

  /**
   * Counts what will be held on top when it is encoded, before it is: what is read faster than it
   * is encoded must not outgrow the buffer afterwards. Called before it is handed over.
   */
  public void foresee(int more) {
    foreseen = more;
    change(more);
  }

  /** What is held for this offset has grown: it is encoded. Called by the lane's thread alone. */
  public void grow(int more) {
    change(more - foreseen);
    foreseen = 0;
  }

  private void change(int by) {
    bytes += by;
    tracker.grown(by);
  }

  /** Whether the partition has been taken away since: what happens to this slot matters no more. */
  public boolean forgotten() {
    return tracker.forgotten();
  }

  /**
   * Asks whether a request may carry this offset; if so it is on the wire until {@link #disembark}.
   * Refused from the moment at which the partition is being taken away, except to what is on the
   * wire already: a record that the server refuses then still gets to the dead-letter topic, or a
   * drain would leave a hole.
   */
  public boolean board() {
    return tracker.wire().board(this);
  }

  /** Says that the request has been answered, or has failed. */
  public void disembark() {
    tracker.wire().disembark(this);
  }

  /** Something keeps this offset from being done; shown to whoever asks about the partition. */
  public void trouble(String reason) {
    tracker.trouble(reason);
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

  long timestampMillis() {
    return timestampMillis;
  }
}
