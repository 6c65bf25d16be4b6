package io.freshet.offline.follow;

import java.io.Serial;
import java.time.Duration;

/** The end of a worker, as those see it who would otherwise wait for better times. */
final class Stopping {
  private boolean begun;

  synchronized void begin() {
    begun = true;
    notifyAll();
  }

  /**
   * Waits.
   *
   * @throws Stopped when the worker stops meanwhile, or this thread is interrupted
   */
  synchronized void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toNanos(); left > 0 && !begun; left = end - System.nanoTime()) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
    if (begun) {
      throw new Stopped();
    }
  }

  /** Leave everything as it is: somebody will read the shard again from its checkpoint. */
  static final class Stopped extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }
}
