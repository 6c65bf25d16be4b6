package io.freshet.offline.maintain;

import io.freshet.ingest.plan.RowKey;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.store.dynamodb.ItemReader;
import io.freshet.offline.commit.RowKeys;
import io.freshet.offline.commit.TableCommit;
import io.freshet.offline.commit.TableState;
import io.freshet.offline.table.Columns;
import io.freshet.offline.table.LogRow;
import io.freshet.offline.table.RowFiles;
import io.freshet.offline.table.RowRecords;
import io.freshet.offline.table.ViewTables;
import io.freshet.value.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Adds the history's rows that the tables lack. A chunk of the history at a time is held against
 * the tables by primary key. The commit says up to which ingestion time rows may be in that the
 * stream has yet to deliver, so that a worker, at the same time or later, looks those up too.
 */
public final class Backfill {
  private final Schemas schemas;
  private final ViewTables tables;
  private final int chunk;
  private final long fileBytes;
  private final Progress progress;
  private final Map<String, List<LogRow>> pending = new LinkedHashMap<>();
  private long scanned;
  private long added;
  private long unknown;

  /** Is told how far it is, after each commit. */
  @FunctionalInterface
  public interface Progress {
    void at(Result soFar);
  }

  /**
   * What it did.
   *
   * @param unknown rows of views that are not registered
   */
  public record Result(long scanned, long added, long unknown) {}

  /**
   * Makes one for one pass.
   *
   * @param chunk how many rows of a view are held in memory and looked up at once
   */
  public Backfill(
      Schemas schemas, ViewTables tables, int chunk, long fileBytes, Progress progress) {
    this.schemas = schemas;
    this.tables = tables;
    this.chunk = chunk;
    this.fileBytes = fileBytes;
    this.progress = progress;
  }

  /** Reads all items, in any order. Can be repeated, and adds nothing the second time. */
  public Result run(Iterable<Map<String, AttributeValue>> history) {
    for (Map<String, AttributeValue> item : history) {
      scanned++;
      RowKey key = RowKey.parse(ItemReader.key(item));
      Optional<SourcePlan> source = schemas.feeding(key.workspace(), key.view());
      if (source.isEmpty()) {
        unknown++;
        continue;
      }
      List<LogRow> rows =
          pending.computeIfAbsent(key.workspace() + "." + key.view(), _ -> new ArrayList<>());
      rows.add(LogRow.of(source.get(), key, item));
      if (rows.size() >= chunk) {
        commit(rows);
        rows.clear();
      }
    }
    pending.values().stream().filter(rows -> !rows.isEmpty()).forEach(this::commit);
    pending.clear();
    return new Result(scanned, added, unknown);
  }

  private void commit(List<LogRow> rows) {
    LogRow first = rows.getFirst();
    Table table = tables.ensure(first.source(), first.view().view());
    List<String> entity = first.view().view().entity().stream().map(Columns::of).toList();
    while (true) {
      table.refresh();
      TableState before = TableState.of(table).orElseGet(() -> adopted(table));
      List<Record> records = rows.stream().map(row -> RowRecords.of(row, table.schema())).toList();
      List<Record> missing = new RowKeys(table, entity).missing(records);
      boolean carried = table.currentSnapshot() == null || TableState.of(table).isPresent();
      if (missing.isEmpty() && carried) {
        break;
      }
      List<DataFile> files =
          missing.isEmpty() ? List.of() : RowFiles.write(table, missing, fileBytes);
      AppendFiles append = table.newAppend();
      files.forEach(append::appendFile);
      TableState after = before.backfilled(newest(missing));
      if (carried ? TableCommit.commit(append, before, after) : TableCommit.adopt(append, after)) {
        added += missing.size();
        break;
      }
      files.forEach(file -> table.io().deleteFile(file.location()));
    }
    progress.at(new Result(scanned, added, unknown));
  }

  /** A table whose positions are lost: any of its rows may be delivered again. */
  private static TableState adopted(Table table) {
    long newest = Long.MIN_VALUE;
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).select(Columns.INGESTION_TIME).build()) {
      for (Record row : rows) {
        newest = Math.max(newest, ingested(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TableState.EMPTY.backfilled(newest);
  }

  private static long newest(List<Record> rows) {
    return rows.stream().mapToLong(Backfill::ingested).max().orElse(Long.MIN_VALUE);
  }

  private static long ingested(Record row) {
    return Timestamps.micros(((OffsetDateTime) row.getField(Columns.INGESTION_TIME)).toInstant());
  }
}
