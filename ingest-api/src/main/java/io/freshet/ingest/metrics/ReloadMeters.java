package io.freshet.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How often something was read again, and how the last time went.
 *
 * @param ok 1 while what is in use is what the files hold, 0 since they have problems
 * @param loaded when what is in use was read
 */
public record ReloadMeters(
    Counter reloads, Counter failures, AtomicInteger ok, AtomicReference<Instant> loaded) {

  static ReloadMeters from(Counter reloads, Counter failures, Instant start) {
    return new ReloadMeters(reloads, failures, new AtomicInteger(1), new AtomicReference<>(start));
  }
}
