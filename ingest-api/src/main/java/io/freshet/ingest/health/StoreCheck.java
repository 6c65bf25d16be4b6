package io.freshet.ingest.health;

import java.util.concurrent.CompletableFuture;

/** Asks the store whether it answers. */
@FunctionalInterface
public interface StoreCheck {

  /** Completes within a second or so; true also where the store only asks for less. */
  CompletableFuture<Boolean> answers();
}
