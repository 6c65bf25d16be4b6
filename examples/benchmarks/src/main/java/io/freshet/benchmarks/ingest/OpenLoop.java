package io.freshet.benchmarks.ingest;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * So many requests a second, whatever becomes of those before. A request's time counts from the
 * moment at which it was due, not from that at which it could be sent: a server that stalls makes
 * all those wait that came meanwhile, and they all count (no coordinated omission).
 */
final class OpenLoop {
  /** Beyond the last request's due time; who is not answered by then has failed. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What sends a request. */
  @FunctionalInterface
  interface Sender {

    /** Completes when it is answered as it should be; exceptionally otherwise. */
    CompletableFuture<?> send(long request);
  }

  /**
   * What came of it.
   *
   * @param nanos from due to answered, by request; {@link Long#MAX_VALUE} where there was none
   * @param seconds from the first one's due time to the last answer
   */
  record Result(long[] nanos, int failed, double seconds) {

    double perSecond() {
      return (nanos.length - failed) / seconds;
    }
  }

  private OpenLoop() {}

  /**
   * Runs it in this thread.
   *
   * @param first the first request's number
   */
  static Result run(double perSecond, Duration lasting, long first, Sender sender) {
    int count = (int) Math.max(1, perSecond * lasting.toMillis() / 1_000);
    long[] nanos = new long[count];
    Arrays.fill(nanos, Long.MAX_VALUE);
    var open = new CountDownLatch(count);
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      int request = i;
      long due = begun + (long) (i * 1e9 / perSecond);
      await(due);
      sender
          .send(first + i)
          .whenComplete((_, failure) -> {
            if (failure == null) {
              nanos[request] = System.nanoTime() - due;
            }
            open.countDown();
          });
    }
    join(open);
    long ended = System.nanoTime();
    int failed = (int) Arrays.stream(nanos).filter(n -> n == Long.MAX_VALUE).count();
    return new Result(nanos, failed, (ended - begun) / 1e9);
  }

  /** Sends them as fast as they are answered, so many at a time: to warm up what answers. */
  static void closed(int requests, int inFlight, long first, Sender sender) {
    var free = new Semaphore(inFlight);
    for (int i = 0; i < requests; i++) {
      free.acquireUninterruptibly();
      sender.send(first + i).whenComplete((_, _) -> free.release());
    }
    free.acquireUninterruptibly(inFlight);
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void join(CountDownLatch open) {
    try {
      // Who is not answered by then is counted as failed.
      if (!open.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(open.getCount() + " requests were not answered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
