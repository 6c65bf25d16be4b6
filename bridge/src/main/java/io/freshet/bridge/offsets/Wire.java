package io.freshet.bridge.offsets;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts one partition's records that are in requests now, so that a drain can wait for them. Once
 * it is closed nobody goes aboard who is not: what a drain has seen to be empty stays empty.
 */
final class Wire {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();
  private int count;
  private volatile boolean closed;

  /** Whether the record may travel; if so it counts until {@link #disembark}. */
  boolean board(Slot slot) {
    lock.lock();
    try {
      if (closed && slot.aboard == 0) {
        return false;
      }
      slot.aboard++;
      count++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void disembark(Slot slot) {
    lock.lock();
    try {
      slot.aboard--;
      if (--count == 0) {
        empty.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }

  int count() {
    lock.lock();
    try {
      return count;
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
