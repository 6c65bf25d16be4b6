package io.freshet.bridge.offsets;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts one partition's records that are in requests now, so that a drain can wait for them. */
final class Wire {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();
  private int count;

  void left() {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  void returned() {
    lock.lock();
    try {
      if (--count == 0) {
        empty.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is on the wire, now or before the time is over. */
  boolean awaitEmpty(Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (count > 0 && nanos > 0) {
        nanos = empty.awaitNanos(nanos);
      }
      return count == 0;
    } finally {
      lock.unlock();
    }
  }
}
