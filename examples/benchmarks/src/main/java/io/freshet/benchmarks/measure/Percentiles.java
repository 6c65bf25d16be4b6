package io.freshet.benchmarks.measure;

import java.util.Arrays;

/** Percentiles of samples that were all kept: no buckets, no error of theirs. */
public final class Percentiles {
  private final long[] sorted;

  private Percentiles(long[] sorted) {
    this.sorted = sorted;
  }

  /** Of these; the array stays as it is. */
  public static Percentiles of(long[] samples) {
    long[] sorted = samples.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /** The smallest sample that so many percent of all do not exceed; 0 where there are none. */
  public long at(double percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(sorted.length * percent / 100);
    return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
  }

  /** At a percentage, of samples in nanoseconds: milliseconds. */
  public double millis(double percent) {
    return at(percent) / 1e6;
  }
}
