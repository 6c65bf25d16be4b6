package io.freshet.ingest.journey;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.admit.Turnstile;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.PushAnswer.Refused;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.auth.Admission;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.Doorkeeper;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.request.Parsed;
import io.freshet.ingest.request.PushBody;
import io.freshet.ingest.request.PushRequest;
import io.freshet.ingest.stamp.IngestionClock;
import io.freshet.ingest.validate.Validator;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.Rows;
import io.freshet.ingest.write.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The journey of a push, whatever the transport:
 *
 * <pre>
 * authenticate ─> admit ─> parse + validate ─> stamp ─> write (history, then online) ─> answer
 * </pre>
 *
 * All or nothing until the first write; after it, the answer names what was not stored, and the
 * whole request can be repeated as it was.
 */
public final class Ingest implements Pushes {
  private final Doorkeeper doorkeeper;
  private final Turnstile turnstile;
  private final Supplier<Schemas> schemas;
  private final Validator validator;
  private final IngestionClock clock;
  private final Writes writes;

  public Ingest(
      Doorkeeper doorkeeper,
      Turnstile turnstile,
      Supplier<Schemas> schemas,
      Validator validator,
      IngestionClock clock,
      Writes writes) {
    this.doorkeeper = doorkeeper;
    this.turnstile = turnstile;
    this.schemas = schemas;
    this.validator = validator;
    this.clock = clock;
    this.writes = writes;
  }

  @Override
  public CompletableFuture<PushAnswer> push(Call call, PushBody body) {
    return switch (doorkeeper.admit(call.authorization())) {
      case Admission.TurnedAway(Refusal refusal) -> refused("", refusal);
      case Admission.Admitted(Caller caller) ->
          turnstile
              .pass(call.deadline(), () -> read(caller, call.deadline(), body))
              .exceptionally(failure -> new Refused("", NotBegun.refusal(failure)));
    };
  }

  private CompletableFuture<PushAnswer> read(Caller caller, Deadline deadline, PushBody body) {
    return switch (body.read(new CallersSources(caller, schemas.get()))) {
      case Parsed.Refused(String workspace, Refusal refusal) -> refused(workspace, refusal);
      case Parsed.Understood(PushRequest request) -> accept(request, deadline);
    };
  }

  private CompletableFuture<PushAnswer> accept(PushRequest request, Deadline deadline) {
    List<RecordError> violations = validator.violations(request);
    if (!violations.isEmpty()) {
      return refused(request.workspace(), invalid(request, violations));
    }
    long ingestionTime = clock.reserve(request.records().size());
    var tally = new Tally(request, ingestionTime);
    if (request.dryRun()) {
      return CompletableFuture.completedFuture(tally.nothingWritten());
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < request.records().size(); i++) {
      List<Row> made = Rows.of(request.records().get(i), ingestionTime + i);
      tally.rowsOf(request.records().get(i), made);
      rows.addAll(made);
    }
    return writes.write(rows, deadline).thenApply(tally::answer);
  }

  private static Refusal invalid(PushRequest request, List<RecordError> violations) {
    long invalid =
        violations.stream()
            .map(error -> error.pushSource() + "/" + error.index())
            .distinct()
            .count();
    String message = invalid + " of " + request.records().size() + " records are invalid";
    return new Refusal(RequestErrorType.INVALID_RECORDS, message, violations);
  }

  private static CompletableFuture<PushAnswer> refused(String workspace, Refusal refusal) {
    return CompletableFuture.completedFuture(new Refused(workspace, refusal));
  }
}
