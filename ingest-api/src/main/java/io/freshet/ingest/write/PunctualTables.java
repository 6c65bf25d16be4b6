package io.freshet.ingest.write;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.write.StoreException.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Begins no write when the deadline is over, and gives up what is under way then. */
final class PunctualTables implements WriteTables {
  private final WriteTables tables;
  private final Deadline deadline;

  PunctualTables(WriteTables tables, Deadline deadline) {
    this.tables = tables.writingUntil(deadline);
    this.deadline = deadline;
  }

  @Override
  public CompletableFuture<Long> remember(Row row) {
    return inTime(() -> tables.remember(row));
  }

  @Override
  public CompletableFuture<Offered> offer(Row row) {
    return inTime(() -> tables.offer(row));
  }

  private <T> CompletableFuture<T> inTime(Supplier<CompletableFuture<T>> write) {
    if (deadline.isOver()) {
      return CompletableFuture.failedFuture(tooLate());
    }
    return write
        .get()
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(deadline.isOver() ? tooLate() : failure));
  }

  private static StoreException tooLate() {
    return new StoreException(Kind.TOO_LATE, "the request's deadline is over");
  }
}
