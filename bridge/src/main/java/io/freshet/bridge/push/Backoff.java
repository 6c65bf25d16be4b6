package io.freshet.bridge.push;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: full jitter over an exponentially growing range (AWS
 * Architecture Blog, "Exponential Backoff and Jitter"), on top of what the server has asked for, so
 * that those who were sent away together do not come back together.
 */
public final class Backoff {
  private static final long BASE_MILLIS = 100;
  private static final long CAP_MILLIS = 30_000;
  private static final int DOUBLINGS = 9;

  private final DoubleSupplier random;

  /**
   * Draws from a source.
   *
   * @param random uniform in [0, 1)
   */
  public Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * The wait after a failed attempt.
   *
   * @param failures how many attempts have failed before this one
   */
  public Duration after(int failures, Optional<Duration> retryAfter) {
    long range = Math.min(CAP_MILLIS, BASE_MILLIS << Math.min(failures, DOUBLINGS));
    Duration jitter = Duration.ofMillis((long) (random.getAsDouble() * range));
    return retryAfter.orElse(Duration.ZERO).plus(jitter);
  }
}
