package io.freshet.embedded.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault that is being injected; from {@link FaultProxy#inject}. */
public final class Injection {
  private final String operation;
  private final Fault fault;
  private final AtomicInteger left;
  private final AtomicInteger hits = new AtomicInteger();
  private final CountDownLatch removed = new CountDownLatch(1);

  Injection(String operation, int times, Fault fault) {
    this.operation = operation;
    this.fault = fault;
    this.left = new AtomicInteger(times);
  }

  /** How many requests it has struck. */
  public int hits() {
    return hits.get();
  }

  /** Strikes no more request, and lets go of those that hang. */
  public void remove() {
    left.set(0);
    removed.countDown();
  }

  Fault fault() {
    return fault;
  }

  /** True if it strikes this request; that uses up one of its times. */
  boolean strikes(String requested) {
    boolean struck = matches(requested) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    if (struck) {
      hits.incrementAndGet();
    }
    return struck;
  }

  void awaitRemoval() throws InterruptedException {
    removed.await();
  }

  /** Waits that long, or until it is removed. */
  void awaitRemoval(Duration atMost) throws InterruptedException {
    removed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean matches(String requested) {
    return operation.equals(FaultProxy.ANY) || operation.equals(requested);
  }
}
