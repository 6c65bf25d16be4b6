package io.freshet.ingest.store.dynamodb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Waits without holding a thread. */
@FunctionalInterface
interface Pause {

  /** At most that long. */
  CompletableFuture<Void> upTo(Duration limit);

  /** The wall clock's, at least half of the limit: those who failed together do not return so. */
  static CompletableFuture<Void> real(Duration limit) {
    long nanos = limit.toNanos() / 2;
    long jitter = ThreadLocalRandom.current().nextLong(nanos + 1);
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(nanos + jitter, TimeUnit.NANOSECONDS));
  }
}
