package io.freshet.ingest.store.dynamodb;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits without holding a thread. */
@FunctionalInterface
interface Pause {

  CompletableFuture<Void> forSoLong(Duration duration);

  /** The wall clock's. */
  static CompletableFuture<Void> real(Duration duration) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS));
  }
}
