package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Remapping.Remapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Stays with a batch until each of its records is stored, refused or no longer ours. */
final class Shipment {
  private final IngestClient client;
  private final Turnstile turnstile;
  private final Settlement settlement;
  private final Remapping remapping;
  private final Backoff backoff;
  private final Pause pause;
  private final BridgeMetrics metrics;
  private final BooleanSupplier closing;
  private int failures;
  private boolean mappedAgain;

  Shipment(
      IngestClient client,
      Turnstile turnstile,
      Settlement settlement,
      Remapping remapping,
      Backoff backoff,
      Pause pause,
      BridgeMetrics metrics,
      BooleanSupplier closing) {
    this.client = client;
    this.turnstile = turnstile;
    this.settlement = settlement;
    this.remapping = remapping;
    this.backoff = backoff;
    this.pause = pause;
    this.metrics = metrics;
    this.closing = closing;
  }

  /** Delivers a batch whose records are aboard. */
  void deliver(Batch aboard) throws InterruptedException {
    try {
      follow(aboard, true);
    } finally {
      turnstile.resign();
    }
  }

  private void follow(Batch batch, boolean isAboard) throws InterruptedException {
    Batch open = batch;
    boolean aboard = isAboard;
    while (!open.records().isEmpty()) {
      try {
        Batch embarked = aboard ? open : board(open);
        aboard = false;
        switch (exchange(embarked)) {
          case Next.Nothing _ -> {
            return;
          }
          case Next.Now now -> {
            for (Batch piece : now.pieces()) {
              follow(piece, true);
            }
            return;
          }
          case Next.Later later -> {
            open = later.left();
            rest(later.retryAfter());
          }
          case Next.MapAgain moved -> open = mapAgain(moved);
          case Next.WhenOpen later -> turnstile.awaitOpen(later.batch().pushSource());
        }
      } catch (InterruptedException e) {
        if (closing.getAsBoolean()) {
          throw e;
        }
        // A partition has been taken away: on with the others.
      }
      open = ours(open);
    }
  }

  /**
   * One request. Its records count as on the wire until what it came to is settled; those that are
   * to go again at once stay aboard, or a drain that begins just now would leave them behind and
   * could commit nothing after them.
   */
  private Next exchange(Batch aboard) throws InterruptedException {
    List<Pending> leaving = new ArrayList<>(aboard.records());
    try {
      Next next = request(aboard);
      if (next instanceof Next.Now now) {
        now.pieces().forEach(piece -> leaving.removeAll(piece.records()));
      }
      return next;
    } finally {
      leaving.forEach(record -> record.slot().disembark());
    }
  }

  private Next request(Batch aboard) throws InterruptedException {
    if (aboard.records().isEmpty()) {
      return new Next.Nothing();
    }
    if (!turnstile.enter(aboard.pushSource())) {
      return new Next.WhenOpen(aboard);
    }
    try {
      return settlement.settle(aboard, client.push(aboard));
    } finally {
      turnstile.leave();
    }
  }

  /** Takes the records aboard whose partition is still ours. */
  static Batch board(Batch batch) {
    List<Pending> aboard = new ArrayList<>(batch.records().size());
    for (Pending record : batch.records()) {
      if (record.slot().board()) {
        aboard.add(record);
      }
    }
    return batch.with(aboard);
  }

  /** The first time at once; then the new mapping is refused as well, and a person has to look. */
  private Batch mapAgain(Next.MapAgain moved) throws InterruptedException {
    Batch batch = moved.batch();
    return switch (remapping.again(batch)) {
      case Remapped.Anew anew when !mappedAgain -> {
        mappedAgain = true;
        yield anew.batch();
      }
      case Remapped.Anew anew -> {
        halt(batch, moved.reason());
        yield anew.batch();
      }
      case Remapped.Unfit unfit -> {
        halt(batch, unfit.reason());
        yield batch;
      }
    };
  }

  private void halt(Batch batch, String reason) throws InterruptedException {
    settlement.blocked(batch, batch.pushSource(), reason);
    rest(Optional.empty());
  }

  private void rest(Optional<Duration> retryAfter) throws InterruptedException {
    metrics.retry();
    pause.sleep(backoff.after(failures++, retryAfter));
  }

  /** Without the records of partitions that have been taken away meanwhile. */
  private static Batch ours(Batch batch) {
    return batch.records().stream().anyMatch(record -> record.slot().forgotten())
        ? batch.where(index -> !batch.records().get(index).slot().forgotten())
        : batch;
  }
}
