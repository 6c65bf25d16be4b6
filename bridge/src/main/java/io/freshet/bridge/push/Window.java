package io.freshet.bridge.push;

import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * How many requests may be on the wire at once: as many as it takes to hide the server's latency,
 * and few more, for those would wait in a queue, on this machine or the server's, and make all of
 * it slower.
 *
 * <p>By Little's law a latency that grows with the window is a queue: of {@code limit} requests
 * {@code limit * (1 - base / latency)} are in it, where {@code base} is the latency without one (as
 * in TCP Vegas, Brakmo and Peterson 1995). The base is measured now and then with the smallest
 * window, so that a queue never passes for the server's own latency (as BBR does).
 */
final class Window {
  private static final int FLOOR = 32;
  private static final long FIRST_INTERVAL_NANOS = 500_000_000L;
  private static final long LONGEST_INTERVAL_NANOS = 10_000_000_000L;

  /** Requests in the queue, where the window may be wide: with fewer it grows. */
  private static final double SHORT = 32;

  private static final double PART_OF_THE_MOST = 1.0 / 8;

  private final int most;
  private final int floor;
  private final double shortQueue;
  private final LongSupplier nanoTime;
  private final Permits permits;
  private volatile int limit;
  private int before;
  private double baseNanos;
  private boolean probing = true;
  private long intervalNanos = FIRST_INTERVAL_NANOS;
  private long nextProbeNanos;
  private int ignored;
  private int answers;
  private double sumNanos;

  private static final class Permits extends Semaphore {
    private static final long serialVersionUID = 1L;

    Permits(int permits) {
      super(permits, true); // what departed first has the smaller offsets
    }

    void add(int more) {
      if (more >= 0) {
        release(more);
      } else {
        reducePermits(-more);
      }
    }
  }

  /**
   * Starts small.
   *
   * @param most never more than this
   */
  Window(int most, LongSupplier nanoTime) {
    this.most = most;
    this.floor = Math.min(FLOOR, most);
    this.shortQueue = Math.min(SHORT, PART_OF_THE_MOST * most);
    this.nanoTime = nanoTime;
    this.limit = floor;
    this.before = floor;
    this.permits = new Permits(floor);
  }

  /** How many it lets through at once, now. */
  int limit() {
    return limit;
  }

  /** Waits for a place; {@link #leave} follows. */
  void enter() throws InterruptedException {
    permits.acquire();
  }

  void leave() {
    permits.release();
  }

  /** A request has been answered with success, after so long. */
  synchronized void answered(long nanos) {
    if (ignored > 0) { // it left when the window was another
      ignored--;
      return;
    }
    answers++;
    sumNanos += nanos;
    if (answers >= (probing ? 2 * floor : limit)) {
      double latency = sumNanos / answers;
      answers = 0;
      sumNanos = 0;
      adapt(latency);
    }
  }

  private void adapt(double latency) {
    long now = nanoTime.getAsLong();
    if (probing) {
      probing = false;
      baseNanos = latency;
      nextProbeNanos = now + intervalNanos;
      intervalNanos = Math.min(2 * intervalNanos, LONGEST_INTERVAL_NANOS);
      resize(before);
    } else if (now - nextProbeNanos >= 0) {
      probing = true;
      before = limit;
      resize(floor);
    } else {
      double queue = limit * (1 - baseNanos / latency);
      if (queue < shortQueue) {
        resize(Math.min(most, limit + limit / 2 + 1));
      } else if (queue > 2 * shortQueue) {
        resize(Math.max(floor, limit - limit / 8 - 1));
      }
    }
  }

  private void resize(int to) {
    if (to != limit) {
      permits.add(to - limit);
      ignored = limit;
      limit = to;
    }
  }
}
