package io.freshet.bridge.redrive;

import java.util.concurrent.atomic.AtomicLong;

/** What a redrive has come across so far. */
final class RedriveCounts {
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong passedOver = new AtomicLong();
  private final AtomicLong notOurs = new AtomicLong();

  void take() {
    taken.incrementAndGet();
  }

  void passOver() {
    passedOver.incrementAndGet();
  }

  void meetStranger() {
    notOurs.incrementAndGet();
  }

  /** Letters that the filter takes. */
  long taken() {
    return taken.get();
  }

  /** Letters of our group that it does not take. */
  long passedOver() {
    return passedOver.get();
  }

  /** Messages of other groups, or no letters at all. */
  long notOurs() {
    return notOurs.get();
  }
}
