package io.freshet.ingest.auth;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Fills at a key's rate, up to its burst; every request takes a token out. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final Rate rate;
  private final LongSupplier nanos;
  private double tokens;
  private long filled;

  TokenBucket(Rate rate, LongSupplier nanos) {
    this.rate = rate;
    this.nanos = nanos;
    this.tokens = rate.burst();
    this.filled = nanos.getAsLong();
  }

  Rate rate() {
    return rate;
  }

  /** Takes a token, and answers zero; or takes none, and answers how long until there is one. */
  synchronized Duration take() {
    long now = nanos.getAsLong();
    double added = (now - filled) / NANOS * rate.requestsPerSecond();
    tokens = Math.min(rate.burst(), tokens + added);
    filled = now;
    if (tokens >= 1) {
      tokens -= 1;
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) Math.ceil((1 - tokens) / rate.requestsPerSecond() * NANOS));
  }
}
