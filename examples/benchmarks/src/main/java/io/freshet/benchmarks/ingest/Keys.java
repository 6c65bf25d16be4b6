package io.freshet.benchmarks.ingest;

import java.util.Arrays;

/** Which user a record is about: drawn, but the same on every side and in every run. */
enum Keys {
  /** Each as often as any other. */
  UNIFORM {
    @Override
    int user(long record) {
      return (int) Long.remainderUnsigned(mixed(record), USERS);
    }
  },
  /** The k-th most frequent comes 1/k as often as the first. */
  ZIPF {
    @Override
    int user(long record) {
      double drawn = (mixed(record) >>> 11) * 0x1p-53;
      int found = Arrays.binarySearch(Zipf.CUMULATIVE, drawn);
      return Math.min(found < 0 ? -found - 1 : found, USERS - 1);
    }
  };

  static final int USERS = 200_000;

  abstract int user(long record);

  private static final class Zipf {
    private static final double[] CUMULATIVE = cumulative();

    private static double[] cumulative() {
      double[] shares = new double[USERS];
      double sum = 0;
      for (int i = 0; i < USERS; i++) {
        sum += 1.0 / (i + 1);
        shares[i] = sum;
      }
      for (int i = 0; i < USERS; i++) {
        shares[i] /= sum;
      }
      return shares;
    }
  }

  /** Stafford's mix 13, as in SplittableRandom. */
  private static long mixed(long number) {
    long mixed = (number + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
