package io.freshet.benchmarks.ingest;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How long the stub takes over a call, and how long it did take: for each record the microseconds
 * of its put into the history and of the one into the online table, a read's under the latter.
 */
final class Delays {
  private static final int CAPACITY = 1 << 22;
  private static final double STANDARD_NORMAL_99 = 2.326;

  private final AtomicIntegerArray history = new AtomicIntegerArray(CAPACITY);
  private final AtomicIntegerArray online = new AtomicIntegerArray(CAPACITY);
  private final double medianMicros;
  private final double sigma;

  /** Lognormal; a median of nothing answers at once. */
  Delays(double medianMillis, double millis99) {
    this.medianMicros = medianMillis * 1_000;
    this.sigma = medianMillis == 0 ? 0 : Math.log(millis99 / medianMillis) / STANDARD_NORMAL_99;
  }

  /** Microseconds. */
  long next() {
    return (long) (medianMicros * Math.exp(sigma * ThreadLocalRandom.current().nextGaussian()));
  }

  void took(Call call, long micros) {
    AtomicIntegerArray table = call.history() ? history : online;
    if (call.number() >= 0 && call.number() < CAPACITY) {
      table.set((int) call.number(), (int) micros);
    }
  }

  /** Of these records, pairs of history and online. */
  byte[] report(int from, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * 2 * Integer.BYTES);
    for (int i = from; i < from + count; i++) {
      bytes.putInt(history.get(i)).putInt(online.get(i));
    }
    return bytes.array();
  }

  /** What the stub needs to know of a call: for which table, and about which record. */
  record Call(boolean history, long number) {}
}
