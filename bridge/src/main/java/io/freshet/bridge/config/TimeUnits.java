package io.freshet.bridge.config;

/** What a number counts since the epoch. */
public enum TimeUnits {
  D(86_400_000_000_000L),
  S(1_000_000_000L),
  MS(1_000_000L),
  US(1_000L),
  NS(1L);

  private final long nanos;

  TimeUnits(long nanos) {
    this.nanos = nanos;
  }

  /** Nanoseconds of one. */
  public long nanos() {
    return nanos;
  }
}
