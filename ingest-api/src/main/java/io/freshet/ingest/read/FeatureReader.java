package io.freshet.ingest.read;

import static io.freshet.ingest.read.ReadAnswer.Status.EXPIRED;
import static io.freshet.ingest.read.ReadAnswer.Status.PRESENT;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadAnswer.Read;
import io.freshet.ingest.read.ReadAnswer.Refused;
import io.freshet.ingest.read.ReadAnswer.Result;
import io.freshet.ingest.read.ReadAnswer.Status;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import io.freshet.value.Timestamps;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads the rows of a request and says of each key whether it is there. */
public final class FeatureReader {
  private final ReadTables tables;
  private final InstantSource clock;

  public FeatureReader(ReadTables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /** Never completes exceptionally, save for a bug. */
  public CompletableFuture<ReadAnswer> read(ReadRequest request, Deadline deadline) {
    return rows(request, tables.readingUntil(deadline))
        .<ReadAnswer>thenApply(rows -> new Read(request, results(request, rows)))
        .exceptionally(failure -> refused(request, deadline, failure));
  }

  private static CompletableFuture<Map<String, StoredRow>> rows(
      ReadRequest request, ReadTables tables) {
    Set<String> keys = new LinkedHashSet<>();
    request.keys().forEach(key -> keys.add(request.view().key(key)));
    if (request.asOf().isEmpty()) {
      return tables.online(request.view(), keys, request.consistency());
    }
    String key = keys.iterator().next();
    return tables
        .asOf(request.view(), key, request.asOf().get())
        .thenApply(row -> {
          Map<String, StoredRow> rows = new HashMap<>();
          row.ifPresent(found -> rows.put(key, found));
          return rows;
        });
  }

  private List<Result> results(ReadRequest request, Map<String, StoredRow> rows) {
    return request.keys().stream()
        .map(key -> result(request, key, Optional.ofNullable(rows.get(request.view().key(key)))))
        .toList();
  }

  private Result result(ReadRequest request, Values key, Optional<StoredRow> row) {
    if (row.isEmpty() || row.get().deleted()) {
      return new Result(key, Status.MISSING, Optional.empty());
    }
    Status status =
        request
            .asOf()
            .map(moment -> statusThen(request.view(), row.get(), moment))
            .orElseGet(() -> isOver(row.get().expiresAt(), now()) ? EXPIRED : PRESENT);
    return new Result(key, status, status == PRESENT ? row : Optional.empty());
  }

  /** What the online row would have been then; a row of history that is to be forgotten is none. */
  private Status statusThen(ViewPlan view, StoredRow row, AsOf moment) {
    if (isOver(row.expiresAt(), now())) {
      return Status.MISSING;
    }
    Instant eventTime = Timestamps.ofMicros(row.version().eventTime());
    long then = Math.min(now(), Math.floorDiv(moment.eventTime(), 1_000_000L));
    return isOver(view.expiry(eventTime), then) ? EXPIRED : PRESENT;
  }

  /** DynamoDB removes expired rows late: until then they are there and do not count. */
  private static boolean isOver(OptionalLong expiry, long epochSecond) {
    return expiry.isPresent() && expiry.getAsLong() <= epochSecond;
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static ReadAnswer refused(ReadRequest request, Deadline deadline, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof StoreException store) {
      Kind kind = deadline.isOver() ? Kind.TOO_LATE : store.kind();
      return new Refused(request.workspace(), refusal(kind));
    }
    throw new CompletionException(cause);
  }

  private static Refusal refusal(Kind kind) {
    return switch (kind) {
      case THROTTLED -> new Refusal(RequestErrorType.THROTTLED, "the store is throttling; retry");
      case TOO_LATE ->
          new Refusal(RequestErrorType.DEADLINE_EXCEEDED, "the request's time was over; retry");
      case UNAVAILABLE ->
          new Refusal(RequestErrorType.STORE_UNAVAILABLE, "the store did not answer; retry");
    };
  }
}
