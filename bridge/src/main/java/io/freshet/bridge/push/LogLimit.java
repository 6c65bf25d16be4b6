package io.freshet.bridge.push;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one line through in a while, and counts the others: an outage must not fill a disk. */
public final class LogLimit {
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final AtomicLong nextMillis = new AtomicLong();
  private final AtomicInteger suppressed = new AtomicInteger();

  public LogLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** Runs {@code line} with the number of those left out since the last, or leaves it out. */
  public void log(Line line) {
    long now = clock.millis();
    long due = nextMillis.get();
    if (now >= due && nextMillis.compareAndSet(due, now + QUIET.toMillis())) {
      line.log(suppressed.getAndSet(0));
    } else {
      suppressed.incrementAndGet();
    }
  }

  /** Writes a line. */
  @FunctionalInterface
  public interface Line {
    void log(int leftOut);
  }
}
