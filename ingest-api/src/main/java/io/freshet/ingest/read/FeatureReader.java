package io.freshet.ingest.read;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.read.ReadAnswer.Read;
import io.freshet.ingest.read.ReadAnswer.Refused;
import io.freshet.ingest.read.ReadAnswer.Result;
import io.freshet.ingest.read.ReadAnswer.Status;
import io.freshet.ingest.write.StoreException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  public CompletableFuture<ReadAnswer> read(ReadRequest request) {
    return rows(request)
        .<ReadAnswer>thenApply(rows -> new Read(request, results(request, rows)))
        .exceptionally(failure -> refused(request, failure));
  }

  private CompletableFuture<Map<String, StoredRow>> rows(ReadRequest request) {
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
    boolean expired = request.asOf().isEmpty() && expired(row.get());
    return expired
        ? new Result(key, Status.EXPIRED, Optional.empty())
        : new Result(key, Status.PRESENT, row);
  }

  /** DynamoDB removes expired rows late: until then they are there and do not count. */
  private boolean expired(StoredRow row) {
    return row.expiresAt().isPresent()
        && row.expiresAt().getAsLong() <= clock.instant().getEpochSecond();
  }

  private static ReadAnswer refused(ReadRequest request, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof StoreException store) {
      boolean throttled = store.kind() == StoreException.Kind.THROTTLED;
      return new Refused(
          request.workspace(),
          throttled
              ? new Refusal(RequestErrorType.THROTTLED, "the store is throttling; retry")
              : new Refusal(RequestErrorType.STORE_UNAVAILABLE, "the store did not answer; retry"));
    }
    throw new CompletionException(cause);
  }
}
