package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.store.dynamodb.call.Answer;
import io.freshet.ingest.store.dynamodb.call.Answer.ConditionFailed;
import io.freshet.ingest.store.dynamodb.call.Answer.Done;
import io.freshet.ingest.store.dynamodb.call.Calls;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.WriteTables;
import java.util.concurrent.CompletableFuture;

/** Conditional puts. A condition that fails is an answer, not an error. */
final class DynamoDbWrites implements WriteTables {
  private final Calls calls;
  private final TableNames tables;
  private final CallTime time;

  DynamoDbWrites(Calls calls, TableNames tables, CallTime time) {
    this.calls = calls;
    this.tables = tables;
    this.time = time;
  }

  @Override
  public WriteTables writingUntil(Deadline deadline) {
    return new DynamoDbWrites(calls, tables, CallTime.until(deadline));
  }

  @Override
  public CompletableFuture<Long> remember(Row row) {
    return put(PutRequest.history(tables.history(), row))
        .thenApply(answer ->
            switch (answer) {
              case Done _ -> row.version().ingestionTime();
              case ConditionFailed(byte[] present) -> PresentItem.ingestionTime(present);
            });
  }

  @Override
  public CompletableFuture<Offered> offer(Row row) {
    return put(PutRequest.online(tables.online(), row))
        .thenApply(answer ->
            switch (answer) {
              case Done _ -> Offered.STORED;
              case ConditionFailed _ -> Offered.HISTORIC;
            });
  }

  private CompletableFuture<Answer> put(byte[] request) {
    return calls
        .call("PutItem", request, time.begin())
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Failures.of(failure)));
  }
}
