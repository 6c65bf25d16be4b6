package io.freshet.benchmarks;

import io.freshet.bridge.offsets.OffsetTracker;
import io.freshet.bridge.offsets.Position;
import io.freshet.bridge.offsets.Slot;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Opening, finishing and committing five hundred offsets, as one poll brings them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class OffsetTrackerBenchmark {
  private static final int POLL = 500;

  /** The cost of one offset. */
  @Benchmark
  @OperationsPerInvocation(POLL)
  public Optional<Position> openDoneCommit() {
    var tracker = new OffsetTracker();
    Slot[] slots = new Slot[POLL];
    for (int i = 0; i < POLL; i++) {
      slots[i] = tracker.open(i, 1, 0, 300);
    }
    tracker.polledTo(new Position(POLL, Optional.of(1)));
    for (int i = POLL - 1; i >= 0; i--) {
      slots[i].done();
    }
    return tracker.committable();
  }
}
