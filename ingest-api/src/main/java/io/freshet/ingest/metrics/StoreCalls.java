package io.freshet.ingest.metrics;

import io.freshet.ingest.write.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Times calls of the store and counts how they end. */
final class StoreCalls {
  private final IngestMetrics metrics;
  private final LongSupplier nanos;

  StoreCalls(IngestMetrics metrics, LongSupplier nanos) {
    this.metrics = metrics;
    this.nanos = nanos;
  }

  /** The call, measured; {@code outcome} names an end that is not a failure. */
  <T> CompletableFuture<T> measured(
      String operation, Supplier<CompletableFuture<T>> call, Function<T, String> outcome) {
    long begun = nanos.getAsLong();
    return call.get()
        .whenComplete((answer, failure) -> {
          boolean failed = failure != null;
          metrics
              .storeSeconds(operation, failed ? "failed" : outcome.apply(answer))
              .record(Duration.ofNanos(nanos.getAsLong() - begun));
          if (failed) {
            count(operation, failure);
          }
        });
  }

  private void count(String operation, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof StoreException store) {
      metrics.storeFailures(operation, store.kind().name()).increment();
      store.throttling().forEach(reason -> metrics.storeThrottles(operation, reason).increment());
    } else {
      metrics.storeFailures(operation, "BUG").increment();
    }
  }
}
