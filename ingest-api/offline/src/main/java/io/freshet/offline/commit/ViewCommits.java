package io.freshet.offline.commit;

import io.freshet.offline.table.Columns;
import io.freshet.offline.table.LogRow;
import io.freshet.offline.table.RowFiles;
import io.freshet.offline.table.RowRecords;
import io.freshet.offline.table.ViewTables;
import io.freshet.value.Timestamps;
import java.math.BigInteger;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;

/** A shard's rows of one view, into its table. */
final class ViewCommits {
  /** Of other workers that commit at the same moment; so many in a row there are not. */
  private static final int ATTEMPTS = 100;

  private final ViewTables tables;
  private final long fileBytes;
  private final InstantSource clock;

  ViewCommits(ViewTables tables, long fileBytes, InstantSource clock) {
    this.tables = tables;
    this.fileBytes = fileBytes;
    this.clock = clock;
  }

  /**
   * Commits what is not in yet.
   *
   * @param rows of one view, in the shard's order, not none
   * @param read the shard's last sequence number: all its rows of this view up to there are either
   *     among these or in the table
   * @return how many rows it added
   */
  int commit(String shard, List<StreamRow> rows, BigInteger read) {
    LogRow first = rows.getFirst().row();
    Table table = tables.ensure(first.source(), first.view().view());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      table.refresh();
      TableState before = TableState.of(table).orElseThrow(() -> new LostPositions(table.name()));
      List<Record> missing = missing(table, before, shard, rows);
      if (before.holds(shard, read)) {
        return 0;
      }
      List<DataFile> files =
          missing.isEmpty() ? List.of() : RowFiles.write(table, missing, fileBytes);
      AppendFiles append = table.newAppend();
      files.forEach(append::appendFile);
      if (TableCommit.commit(append, before, before.moved(shard, read, clock.instant()))) {
        return missing.size();
      }
      files.forEach(file -> table.io().deleteFile(file.location()));
    }
    throw new IllegalStateException(
        table.name() + " is committed to by others all the time: gave up after " + ATTEMPTS);
  }

  private static List<Record> missing(
      Table table, TableState before, String shard, List<StreamRow> rows) {
    List<Record> missing = new ArrayList<>();
    List<Record> doubtful = new ArrayList<>();
    for (StreamRow row : rows) {
      if (!before.holds(shard, row.sequence())) {
        Record record = RowRecords.of(row.row(), table.schema());
        boolean backfilled = ingested(record) <= before.backfilledUntil();
        (backfilled ? doubtful : missing).add(record);
      }
    }
    if (!doubtful.isEmpty()) {
      missing.addAll(new RowKeys(table, entity(rows.getFirst().row())).missing(doubtful));
    }
    return missing;
  }

  private static List<String> entity(LogRow row) {
    return row.view().view().entity().stream().map(Columns::of).toList();
  }

  private static long ingested(Record record) {
    var time = (OffsetDateTime) record.getField(Columns.INGESTION_TIME);
    return Timestamps.micros(time.toInstant());
  }
}
