package io.freshet.quickstart.guarantee;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waits for as long as anything moves: a busy machine is slow, and a system that stands still is
 * broken.
 */
final class Patience {
  private static final Duration STANDSTILL = Duration.ofSeconds(90);
  private static final long LOOK_NANOS = 50_000_000;

  private final LongSupplier movement;

  /**
   * Watches one figure.
   *
   * @param movement anything that differs while there is progress
   */
  Patience(LongSupplier movement) {
    this.movement = movement;
  }

  /**
   * Returns when it is reached.
   *
   * @throws IllegalStateException when nothing has moved for long
   */
  void until(String what, BooleanSupplier reached) {
    long seen = movement.getAsLong();
    long since = System.nanoTime();
    while (!reached.getAsBoolean()) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = movement.getAsLong();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STANDSTILL.toNanos()) {
        throw new IllegalStateException(
            "nothing has moved for " + STANDSTILL + " while waiting for " + what);
      }
    }
  }
}
