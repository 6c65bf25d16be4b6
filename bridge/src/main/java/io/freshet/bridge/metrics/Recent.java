package io.freshet.bridge.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** The last thousand durations, for a person who asks how it is going now. */
final class Recent {
  private static final int SIZE = 1_024;

  private final AtomicLongArray millis = new AtomicLongArray(SIZE);
  private final AtomicLong count = new AtomicLong();

  void add(long value) {
    millis.lazySet((int) (count.getAndIncrement() % SIZE), value);
  }

  /** The value that this share of the last ones does not exceed; 0 where there are none. */
  long percentile(double share) {
    long[] values = new long[(int) Math.min(SIZE, count.get())];
    if (values.length == 0) {
      return 0;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = millis.get(i);
    }
    Arrays.sort(values);
    return values[Math.clamp((long) Math.ceil(share * values.length) - 1, 0, values.length - 1)];
  }
}
