package io.freshet.bridge.batch;

/** Where a batch goes once it is full, or has waited long enough. */
@FunctionalInterface
public interface Departures {

  /** Takes the batch on; returns at once. */
  void depart(Batch batch);
}
