package io.freshet.ingest.write;

import io.freshet.ingest.admit.Deadline;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the rows of a request durable: all entities at the same time, the rows of one entity folded
 * to one online write.
 */
public final class RowWriter implements Writes {
  private final WriteTables tables;
  private final InstantSource clock;

  public RowWriter(WriteTables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<List<Outcome>> write(List<Row> rows, Deadline deadline) {
    long now = clock.instant().getEpochSecond();
    var punctual = new PunctualTables(tables, deadline);
    Map<String, EntityWrite> entities = new LinkedHashMap<>();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(rows.size());
    for (Row row : rows) {
      outcomes.add(
          entities.computeIfAbsent(row.key(), _ -> new EntityWrite(punctual, now)).add(row));
    }
    CompletableFuture<?>[] writes =
        entities.values().stream().map(EntityWrite::start).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(writes)
        .thenApply(_ -> outcomes.stream().map(CompletableFuture::join).toList());
  }
}
