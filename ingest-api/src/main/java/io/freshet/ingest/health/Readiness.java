package io.freshet.ingest.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Ready while the store answers and the server is not being stopped; a server without schemas does
 * not come so far as to be asked. However many probes ask, the store is asked once a second.
 */
public final class Readiness {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final StoreCheck store;
  private final LongSupplier nanos;
  private volatile boolean stopping;
  private CompletableFuture<Boolean> last;
  private long asked;

  /**
   * Ready at once: the store has answered when it was opened.
   *
   * @param nanos such as {@link System#nanoTime}
   */
  public Readiness(StoreCheck store, LongSupplier nanos) {
    this.store = store;
    this.nanos = nanos;
    this.last = CompletableFuture.completedFuture(true);
    this.asked = nanos.getAsLong();
  }

  /** Not ready from now on, for good. */
  public void stop() {
    stopping = true;
  }

  /** Why it is not ready; empty where it is. */
  public CompletableFuture<Optional<String>> problem() {
    return stopping
        ? CompletableFuture.completedFuture(Optional.of("stopping"))
        : answers()
            .thenApply(yes -> yes ? Optional.empty() : Optional.of("the store does not answer"));
  }

  private synchronized CompletableFuture<Boolean> answers() {
    long now = nanos.getAsLong();
    if (last.isDone() && now - asked >= FRESH) {
      asked = now;
      last = store.answers().exceptionally(_ -> false);
    }
    return last;
  }
}
