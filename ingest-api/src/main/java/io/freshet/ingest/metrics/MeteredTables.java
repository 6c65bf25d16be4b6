package io.freshet.ingest.metrics;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.WriteTables;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures every write. */
public final class MeteredTables implements WriteTables {
  private static final String HISTORY = "history";
  private static final String ONLINE = "online";

  private final WriteTables tables;
  private final IngestMetrics metrics;
  private final LongSupplier nanos;

  public MeteredTables(WriteTables tables, IngestMetrics metrics, LongSupplier nanos) {
    this.tables = tables;
    this.metrics = metrics;
    this.nanos = nanos;
  }

  @Override
  public CompletableFuture<Long> remember(Row row) {
    long begun = nanos.getAsLong();
    return tables
        .remember(row)
        .whenComplete((ingested, failure) -> {
          if (failure != null) {
            failed(HISTORY, begun, failure);
          } else {
            boolean first = ingested == row.version().ingestionTime();
            done(HISTORY, begun, first ? "stored" : "repeat");
          }
        });
  }

  @Override
  public CompletableFuture<Offered> offer(Row row) {
    long begun = nanos.getAsLong();
    return tables
        .offer(row)
        .whenComplete((offered, failure) -> {
          if (failure != null) {
            failed(ONLINE, begun, failure);
          } else {
            done(ONLINE, begun, offered == Offered.STORED ? "stored" : "historic");
          }
        });
  }

  @Override
  public WriteTables writingUntil(Deadline deadline) {
    return new MeteredTables(tables.writingUntil(deadline), metrics, nanos);
  }

  private void done(String operation, long begun, String outcome) {
    metrics
        .storeSeconds(operation, outcome)
        .record(nanos.getAsLong() - begun, TimeUnit.NANOSECONDS);
  }

  private void failed(String operation, long begun, Throwable failure) {
    done(operation, begun, "failed");
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof StoreException store) {
      metrics.storeFailures(operation, store.kind().name()).increment();
      store.throttling().forEach(reason -> metrics.storeThrottles(operation, reason).increment());
    } else {
      metrics.storeFailures(operation, "BUG").increment();
    }
  }
}
