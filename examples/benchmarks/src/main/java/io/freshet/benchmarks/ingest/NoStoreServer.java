package io.freshet.benchmarks.ingest;

import io.freshet.ingest.command.ServeCommand;
import io.freshet.ingest.command.Stores;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.AsOf;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.WriteTables;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/**
 * The packaged server, every part of it, in front of nothing. It is a program of the benchmarks,
 * and no configuration leads to it: nobody forgets their records by accident.
 */
final class NoStoreServer {
  private NoStoreServer() {}

  public static void main(String[] args) {
    var nothing = new Nothing();
    var stores =
        new Stores(
            nothing, nothing, () -> CompletableFuture.completedFuture(true), "nowhere", () -> {});
    System.exit(new CommandLine(new ServeCommand(_ -> stores)).execute(args));
  }

  private static final class Nothing implements WriteTables, ReadTables {

    @Override
    public CompletableFuture<Long> remember(Row row) {
      return CompletableFuture.completedFuture(row.version().ingestionTime());
    }

    @Override
    public CompletableFuture<Offered> offer(Row row) {
      return CompletableFuture.completedFuture(Offered.STORED);
    }

    @Override
    public CompletableFuture<Map<String, StoredRow>> online(
        ViewPlan view, Set<String> keys, Consistency consistency) {
      return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public CompletableFuture<Optional<StoredRow>> asOf(ViewPlan view, String key, AsOf moment) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
  }
}
