package io.freshet.benchmarks.ingest;

import io.freshet.benchmarks.ingest.OpenLoop.Result;
import io.freshet.benchmarks.measure.Percentiles;
import java.util.Optional;

/**
 * A while of load on one target.
 *
 * @param cpuMicros what the target's process used meanwhile
 * @param added nanoseconds beyond the store's own, by request, where the store tells them
 */
record Round(Result result, double cpuMicros, Optional<long[]> added) {

  double millis(double percent) {
    return Percentiles.of(result.nanos()).millis(percent);
  }

  double addedMillis(double percent) {
    return added.map(nanos -> Percentiles.of(nanos).millis(percent)).orElse(0.0);
  }

  double cpuPerRequest() {
    return cpuMicros / result.nanos().length;
  }

  /** Whether it kept up: everything answered, and no queue that grew. */
  boolean sustained(double perSecond, double patienceMillis) {
    return result.failed() == 0
        && result.perSecond() >= 0.95 * perSecond
        && millis(99) <= patienceMillis;
  }
}
