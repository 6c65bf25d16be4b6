package io.freshet.bridge.push;

import io.freshet.api.RecordErrorType;
import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Departures;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Answer.Blocked;
import io.freshet.bridge.push.Answer.Fault;
import io.freshet.bridge.push.Answer.Invalid;
import io.freshet.bridge.push.Answer.PartlyStored;
import io.freshet.bridge.push.Answer.Stored;
import io.freshet.bridge.push.Answer.TooLarge;
import io.freshet.bridge.push.Answer.TryAgain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stays with a batch until each of its records is stored, refused or no longer ours. Each batch has
 * a virtual thread of its own, so a wait is a line that sleeps; a batch that waits holds no permit,
 * so a halted source does not keep the others from the wire.
 */
public final class Delivery implements Departures, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final IngestClient client;
  private final Refusals refusals;
  private final Halts halts;
  private final Backoff backoff;
  private final Pause pause;
  private final BridgeMetrics metrics;
  private final Semaphore permits;
  private final ExecutorService batches = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Delivers through a client.
   *
   * @param maxInFlight requests on the wire at once
   */
  public Delivery(
      IngestClient client,
      Refusals refusals,
      Halts halts,
      Backoff backoff,
      Pause pause,
      BridgeMetrics metrics,
      int maxInFlight) {
    this.client = client;
    this.refusals = refusals;
    this.halts = halts;
    this.backoff = backoff;
    this.pause = pause;
    this.metrics = metrics;
    this.permits = new Semaphore(maxInFlight);
  }

  @Override
  public void depart(Batch batch) {
    metrics.batch(batch.records().size());
    batches.execute(() -> {
      try {
        deliver(batch);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // the bridge is closing; nothing is committed
      }
    });
  }

  @Override
  public void close() {
    batches.shutdownNow();
  }

  /** What an exchange leaves to do. */
  private sealed interface Next {
    record Nothing() implements Next {}

    record Later(Batch left, Optional<Duration> retryAfter) implements Next {}

    record Now(List<Batch> pieces) implements Next {}
  }

  void deliver(Batch batch) throws InterruptedException {
    Batch open = ours(batch);
    for (int failures = 0; !open.records().isEmpty(); failures++) {
      switch (exchange(open)) {
        case Next.Nothing _ -> {
          return;
        }
        case Next.Now now -> {
          for (Batch piece : now.pieces()) {
            deliver(piece);
          }
          return;
        }
        case Next.Later later -> {
          metrics.retry();
          pause.sleep(backoff.after(failures, later.retryAfter()));
          open = ours(later.left());
        }
      }
    }
  }

  /** One request. Its records count as on the wire until what it came to is settled. */
  private Next exchange(Batch batch) throws InterruptedException {
    permits.acquire();
    batch.records().forEach(record -> record.slot().onWire());
    try {
      return settle(batch, client.push(batch));
    } finally {
      batch.records().forEach(record -> record.slot().offWire());
      permits.release();
    }
  }

  private Next settle(Batch batch, Answer answer) {
    return switch (answer) {
      case Stored _ -> stored(batch);
      case TryAgain again -> {
        LOG.debug("{} again: {}", batch.pushSource(), again.reason());
        metrics.failedAttempt();
        yield new Next.Later(batch, again.retryAfter());
      }
      case PartlyStored partly -> {
        metrics.failedAttempt();
        stored(chosen(batch, index -> !partly.notStored().contains(index)));
        yield new Next.Later(chosen(batch, partly.notStored()::contains), partly.retryAfter());
      }
      case Blocked blocked -> {
        halts.raise(batch.pushSource(), blocked.reason());
        yield new Next.Later(batch, Optional.empty());
      }
      case Invalid invalid -> refuse(batch, invalid.faults());
      case TooLarge _ -> halve(batch);
    };
  }

  private Next stored(Batch batch) {
    halts.clear(batch.pushSource());
    for (Pending record : batch.records()) {
      metrics.stored(record.source().timestampMillis());
      record.slot().done();
    }
    return new Next.Nothing();
  }

  private Next refuse(Batch batch, List<Fault> faults) {
    for (int i = 0; i < batch.records().size(); i++) {
      int index = i;
      faults.stream()
          .filter(fault -> fault.index() == index)
          .findFirst()
          .ifPresent(fault -> refuse(batch.records().get(index), fault));
    }
    Batch others =
        chosen(batch, index -> faults.stream().noneMatch(fault -> fault.index() == index));
    return new Next.Now(List.of(others));
  }

  private Next halve(Batch batch) {
    int half = batch.records().size() / 2;
    if (half == 0) {
      String message = "larger than the server takes in a request of its own";
      refuse(batch.records().getFirst(), new Fault(0, RecordErrorType.TOO_LARGE, "", message));
      return new Next.Nothing();
    }
    return new Next.Now(
        List.of(chosen(batch, index -> index < half), chosen(batch, index -> index >= half)));
  }

  private void refuse(Pending record, Fault fault) {
    refusals.refuse(
        record.source(),
        record.slot(),
        new Rejection(Rejection.Stage.PUSH, fault.type().name(), fault.field(), fault.message()));
  }

  private static Batch chosen(Batch batch, IntPredicate index) {
    return batch.with(
        IntStream.range(0, batch.records().size())
            .filter(index)
            .mapToObj(batch.records()::get)
            .toList());
  }

  /** Without the records of partitions that have been taken away meanwhile. */
  private static Batch ours(Batch batch) {
    return batch.records().stream().anyMatch(record -> record.slot().forgotten())
        ? chosen(batch, index -> !batch.records().get(index).slot().forgotten())
        : batch;
  }
}
