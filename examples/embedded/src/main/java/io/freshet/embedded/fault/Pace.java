package io.freshet.embedded.fault;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How fast bytes may pass; a change takes effect at once, for those who wait as well. */
final class Pace {
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final int PORTIONS_PER_SECOND = 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int bytesPerSecond = UNLIMITED;

  void unlimited() {
    limit(UNLIMITED);
  }

  void stall() {
    limit(0);
  }

  void limit(int bytes) {
    lock.lock();
    try {
      bytesPerSecond = bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until some of the bytes may pass, and says how many. */
  int admit(int wanted) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (bytesPerSecond == 0) {
        changed.await();
      }
      return bytesPerSecond == UNLIMITED ? wanted : portion(wanted);
    } finally {
      lock.unlock();
    }
  }

  private int portion(int wanted) throws InterruptedException {
    int portion = Math.min(wanted, Math.max(1, bytesPerSecond / PORTIONS_PER_SECOND));
    long nanos = TimeUnit.SECONDS.toNanos(portion) / bytesPerSecond;
    while (nanos > 0 && bytesPerSecond != UNLIMITED) {
      nanos = changed.awaitNanos(nanos);
    }
    return portion;
  }
}
