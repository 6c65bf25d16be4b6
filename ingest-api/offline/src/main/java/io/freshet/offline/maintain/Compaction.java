package io.freshet.offline.maintain;

import io.freshet.offline.commit.LostPositions;
import io.freshet.offline.commit.TableCommit;
import io.freshet.offline.commit.TableState;
import io.freshet.offline.table.RowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** Small files of a day made one. A day is a commit, so that what is done stays done. */
public final class Compaction {
  /** A file that is nearly as large as it should be stays as it is. */
  private static final double LARGE = 0.75;

  private final long fileBytes;

  /** Files of about this size are what it makes. */
  public Compaction(long fileBytes) {
    this.fileBytes = fileBytes;
  }

  /** How many files became how many. */
  public record Result(int before, int after) {
    Result plus(Result other) {
      return new Result(before + other.before, after + other.after);
    }
  }

  /** Compacts every day of the table that has at least two small files. */
  public Result run(Table table) {
    table.refresh();
    var result = new Result(0, 0);
    for (List<FileScanTask> day : small(table)) {
      result = result.plus(rewrite(table, day));
    }
    return result;
  }

  private List<List<FileScanTask>> small(Table table) {
    Map<String, List<FileScanTask>> days = new LinkedHashMap<>();
    try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
      for (FileScanTask task : files) {
        // Deletes that another program has put beside a file stay with it.
        if (task.deletes().isEmpty() && task.file().fileSizeInBytes() < LARGE * fileBytes) {
          days.computeIfAbsent(String.valueOf(task.file().partition()), _ -> new ArrayList<>())
              .add(task);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return days.values().stream().filter(files -> files.size() > 1).toList();
  }

  private Result rewrite(Table table, List<FileScanTask> day) {
    long read = table.currentSnapshot().snapshotId();
    List<DataFile> written = write(table, day);
    while (true) {
      table.refresh();
      TableState state = TableState.of(table).orElseThrow(() -> new LostPositions(table.name()));
      RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(read);
      day.forEach(task -> rewrite.deleteFile(task.file()));
      written.forEach(rewrite::addFile);
      if (TableCommit.commit(rewrite, state, state)) {
        return new Result(day.size(), written.size());
      }
    }
  }

  private List<DataFile> write(Table table, List<FileScanTask> day) {
    Schema schema = table.schema();
    try (var files = new RowFiles(table, fileBytes)) {
      for (FileScanTask task : day) {
        var rows =
            Parquet.read(table.io().newInputFile(task.file().location()))
                .project(schema)
                .createReaderFunc(file -> GenericParquetReaders.buildReader(schema, file))
                .reuseContainers();
        try (CloseableIterable<Record> read = rows.build()) {
          read.forEach(files::add);
        }
      }
      return files.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
