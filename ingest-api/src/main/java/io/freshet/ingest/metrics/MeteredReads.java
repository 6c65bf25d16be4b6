package io.freshet.ingest.metrics;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.AsOf;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Measures every read. */
public final class MeteredReads implements ReadTables {
  private final ReadTables tables;
  private final StoreCalls calls;

  public MeteredReads(ReadTables tables, IngestMetrics metrics, LongSupplier nanos) {
    this(tables, new StoreCalls(metrics, nanos));
  }

  private MeteredReads(ReadTables tables, StoreCalls calls) {
    this.tables = tables;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Map<String, StoredRow>> online(
      ViewPlan view, Set<String> keys, Consistency consistency) {
    return calls.measured("read_online", () -> tables.online(view, keys, consistency), _ -> "read");
  }

  @Override
  public CompletableFuture<Optional<StoredRow>> asOf(ViewPlan view, String key, AsOf moment) {
    return calls.measured("read_history", () -> tables.asOf(view, key, moment), _ -> "read");
  }

  @Override
  public ReadTables readingUntil(Deadline deadline) {
    return new MeteredReads(tables.readingUntil(deadline), calls);
  }
}
