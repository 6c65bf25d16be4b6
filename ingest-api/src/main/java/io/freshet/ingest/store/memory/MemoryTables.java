package io.freshet.ingest.store.memory;

import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.purge.PurgeTables;
import io.freshet.ingest.read.AsOf;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.WriteTables;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Both tables in this process's memory: nothing survives it, nothing ever expires from it. */
public final class MemoryTables implements WriteTables, ReadTables, PurgeTables {
  private final Map<String, StoredRow> online = new HashMap<>();
  private final Map<String, Map<ByteBuffer, StoredRow>> history = new HashMap<>();

  @Override
  public synchronized CompletableFuture<Long> remember(Row row) {
    StoredRow kept =
        history
            .computeIfAbsent(row.key(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(
                ByteBuffer.wrap(row.version().identity()), _ -> stored(row, row.historyExpiry()));
    return CompletableFuture.completedFuture(kept.version().ingestionTime());
  }

  @Override
  public synchronized CompletableFuture<Offered> offer(Row row) {
    StoredRow present = online.get(row.key());
    if (present != null && present.version().compareTo(row.version()) >= 0) {
      return CompletableFuture.completedFuture(Offered.HISTORIC);
    }
    online.put(row.key(), stored(row, row.onlineExpiry()));
    return CompletableFuture.completedFuture(Offered.STORED);
  }

  @Override
  public synchronized CompletableFuture<Map<String, StoredRow>> online(
      ViewPlan view, Set<String> keys, Consistency consistency) {
    Map<String, StoredRow> rows = new HashMap<>();
    for (String key : keys) {
      Optional.ofNullable(online.get(key)).ifPresent(row -> rows.put(key, row));
    }
    return CompletableFuture.completedFuture(rows);
  }

  @Override
  public synchronized CompletableFuture<Optional<StoredRow>> asOf(
      ViewPlan view, String key, AsOf moment) {
    return CompletableFuture.completedFuture(
        history(key).stream()
            .filter(moment::includes)
            .max(Comparator.comparing(StoredRow::version)));
  }

  @Override
  public synchronized CompletableFuture<Integer> removeOnline(String key) {
    return CompletableFuture.completedFuture(online.remove(key) == null ? 0 : 1);
  }

  @Override
  public synchronized CompletableFuture<Integer> removeHistory(String key) {
    Map<ByteBuffer, StoredRow> removed =
        Optional.ofNullable(history.remove(key)).orElseGet(Map::of);
    return CompletableFuture.completedFuture(removed.size());
  }

  /** Every history row of a key, in the order of arrival. */
  public synchronized List<StoredRow> history(String key) {
    return List.copyOf(history.getOrDefault(key, Map.of()).values());
  }

  private static StoredRow stored(Row row, OptionalLong expiry) {
    return new StoredRow(row.version(), row.origin(), row.deleted(), features(row), expiry);
  }

  private static Values features(Row row) {
    var features = new Values(row.view().fields());
    if (!row.deleted()) {
      row.view()
          .features()
          .filter(row.values()::has)
          .forEach(position -> features.set(position, row.values().at(position)));
    }
    return features;
  }
}
