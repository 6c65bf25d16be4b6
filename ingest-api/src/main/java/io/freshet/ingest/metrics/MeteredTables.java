package io.freshet.ingest.metrics;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.WriteTables;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Measures every write. */
public final class MeteredTables implements WriteTables {
  private final WriteTables tables;
  private final StoreCalls calls;

  public MeteredTables(WriteTables tables, IngestMetrics metrics, LongSupplier nanos) {
    this(tables, new StoreCalls(metrics, nanos));
  }

  private MeteredTables(WriteTables tables, StoreCalls calls) {
    this.tables = tables;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Long> remember(Row row) {
    long first = row.version().ingestionTime();
    return calls.measured(
        "history", () -> tables.remember(row), ingested -> ingested == first ? "stored" : "repeat");
  }

  @Override
  public CompletableFuture<Offered> offer(Row row) {
    return calls.measured(
        "online",
        () -> tables.offer(row),
        offered -> offered == Offered.STORED ? "stored" : "historic");
  }

  @Override
  public WriteTables writingUntil(Deadline deadline) {
    return new MeteredTables(tables.writingUntil(deadline), calls);
  }
}
