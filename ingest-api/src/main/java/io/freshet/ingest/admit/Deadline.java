package io.freshet.ingest.admit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment after which nobody waits for an answer any more. */
public final class Deadline {
  private final long at;
  private final LongSupplier nanos;

  private Deadline(long at, LongSupplier nanos) {
    this.at = at;
    this.nanos = nanos;
  }

  /**
   * So long after a moment.
   *
   * @param since on the clock of {@code nanos}
   * @param nanos such as {@link System#nanoTime}
   */
  public static Deadline after(Duration duration, long since, LongSupplier nanos) {
    return new Deadline(since + duration.toNanos(), nanos);
  }

  /** What is left, and zero when it is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, at - nanos.getAsLong()));
  }

  public boolean isOver() {
    return left().isZero();
  }
}
