package io.freshet.bridge.push;

import io.freshet.api.RecordErrorType;
import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Answer.AllBlocked;
import io.freshet.bridge.push.Answer.Fault;
import io.freshet.bridge.push.Answer.Foreign;
import io.freshet.bridge.push.Answer.Invalid;
import io.freshet.bridge.push.Answer.PartlyStored;
import io.freshet.bridge.push.Answer.SchemaMoved;
import io.freshet.bridge.push.Answer.SourceBlocked;
import io.freshet.bridge.push.Answer.Stored;
import io.freshet.bridge.push.Answer.TooLarge;
import io.freshet.bridge.push.Answer.TryAgain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The failure table's other half: what each answer does to the records of a batch. */
final class Settlement {
  private final Refusals refusals;
  private final Remapping remapping;
  private final Turnstile turnstile;
  private final BridgeMetrics metrics;

  Settlement(Refusals refusals, Remapping remapping, Turnstile turnstile, BridgeMetrics metrics) {
    this.refusals = refusals;
    this.remapping = remapping;
    this.turnstile = turnstile;
    this.metrics = metrics;
  }

  Next settle(Batch batch, Answer answer) {
    return switch (answer) {
      case Stored _ -> stored(batch);
      case PartlyStored partly -> {
        stored(batch.where(index -> !partly.notStored().contains(index)));
        yield later(
            batch.where(partly.notStored()::contains), partly.reason(), partly.retryAfter());
      }
      case TryAgain again -> later(batch, again.reason(), again.retryAfter());
      case Foreign foreign -> later(batch, foreign.reason(), foreign.retryAfter());
      case Invalid invalid -> invalid(batch, invalid.faults());
      case SchemaMoved moved -> new Next.MapAgain(batch, moved.reason());
      case TooLarge _ -> halve(batch);
      case SourceBlocked blocked -> {
        turnstile.goOn(Halts.ALL); // whoever says so knows who we are
        yield blocked(batch, batch.pushSource(), blocked.reason());
      }
      case AllBlocked blocked -> blocked(batch, Halts.ALL, blocked.reason());
    };
  }

  private Next stored(Batch batch) {
    goOn(batch);
    metrics.stored(
        batch.pushSource(),
        batch.records().stream().mapToLong(record -> record.source().timestampMillis()).toArray());
    refusals.accepted(batch.records().size());
    batch.records().forEach(record -> record.slot().done());
    return new Next.Nothing();
  }

  private void goOn(Batch batch) {
    turnstile.goOn(Halts.ALL);
    turnstile.goOn(batch.pushSource());
  }

  private Next later(Batch left, String reason, Optional<Duration> retryAfter) {
    metrics.failedAttempt();
    left.records().forEach(record -> record.slot().trouble(reason));
    return new Next.Later(left, retryAfter);
  }

  Next blocked(Batch batch, String what, String reason) {
    turnstile.halt(what, reason);
    return later(batch, reason, Optional.empty());
  }

  private Next invalid(Batch batch, List<Fault> faults) {
    for (Fault fault : faults) {
      if (fault.type() == RecordErrorType.MISSING_REQUIRED && !isMapped(batch, fault)) {
        return new Next.MapAgain(batch, "a new required field: " + fault.field());
      }
    }
    goOn(batch);
    for (int i = 0; i < batch.records().size(); i++) {
      int index = i;
      faults.stream()
          .filter(fault -> fault.index() == index)
          .findFirst()
          .ifPresent(fault -> refuse(batch.records().get(index), fault));
    }
    return new Next.Now(
        List.of(batch.where(index -> faults.stream().noneMatch(fault -> fault.index() == index))));
  }

  private boolean isMapped(Batch batch, Fault fault) {
    return remapping.maps(
        batch.records().get(fault.index()).source(), batch.pushSource(), fault.field());
  }

  private Next halve(Batch batch) {
    int half = batch.records().size() / 2;
    if (half == 0) {
      goOn(batch);
      String message = "larger than the server takes in a request of its own";
      refuse(batch.records().getFirst(), new Fault(0, RecordErrorType.TOO_LARGE, "", message));
      return new Next.Nothing();
    }
    return new Next.Now(
        List.of(batch.where(index -> index < half), batch.where(index -> index >= half)));
  }

  private void refuse(Pending record, Fault fault) {
    refusals.refuse(
        record.source(),
        record.slot(),
        new Rejection(Rejection.Stage.PUSH, fault.type().name(), fault.field(), fault.message()));
  }
}
