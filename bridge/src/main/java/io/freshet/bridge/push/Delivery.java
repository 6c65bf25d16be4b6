package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Departures;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.metrics.BridgeMetrics;
import java.util.function.Consumer;

/** Gives every batch a virtual thread of its own that stays with it: a {@link Shipment}. */
public final class Delivery implements Departures, AutoCloseable {
  private final Window window;
  private final IngestClient client;
  private final Remapping remapping;
  private final Backoff backoff;
  private final Pause pause;
  private final BridgeMetrics metrics;
  private final Turnstile turnstile;
  private final Settlement settlement;
  private final Errands shipments;

  /**
   * Delivers through a client.
   *
   * @param breakdown is told of a bug
   * @param maxInFlight requests on the wire at once
   */
  public Delivery(
      IngestClient client,
      Refusals refusals,
      Remapping remapping,
      Halts halts,
      Backoff backoff,
      Pause pause,
      BridgeMetrics metrics,
      Consumer<Throwable> breakdown,
      int maxInFlight) {
    this.window = new Window(maxInFlight, System::nanoTime);
    this.client = new PacedClient(client, window);
    this.remapping = remapping;
    this.backoff = backoff;
    this.pause = pause;
    this.metrics = metrics;
    this.turnstile = new Turnstile(window, halts);
    this.settlement = new Settlement(refusals, remapping, turnstile, metrics);
    this.shipments = new Errands("push", breakdown);
  }

  @Override
  public void depart(Batch batch) {
    metrics.batch(batch.records().size());
    // Aboard from here on, not from when its thread gets a permit: others with greater offsets may
    // get theirs first, and a drain that did not wait for these could not commit those.
    Batch aboard = Shipment.board(batch);
    shipments.start(aboard.records().stream().map(Pending::slot).toList(), () -> deliver(aboard));
  }

  /** How many requests may be on the wire at once, now. */
  public int window() {
    return window.limit();
  }

  /** Ends the waits of records whose partition has been taken away. */
  public void cancelForgotten() {
    shipments.cancelForgotten();
  }

  @Override
  public void close() {
    shipments.close();
  }

  void deliver(Batch batch) throws InterruptedException {
    new Shipment(
            client, turnstile, settlement, remapping, backoff, pause, metrics, shipments::isClosing)
        .deliver(batch);
  }
}
