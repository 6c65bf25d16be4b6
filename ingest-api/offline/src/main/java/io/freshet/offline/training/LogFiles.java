package io.freshet.offline.training;

import io.freshet.offline.table.Columns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The data files of a table's present snapshot that can hold rows of a span of event time.
 *
 * @param snapshot absent: the table is empty
 */
record LogFiles(OptionalLong snapshot, List<DataFile> files) {

  /**
   * Plans them.
   *
   * @throws IllegalStateException when rows were deleted, or files are not Parquet: Freshet's own
   *     tables have neither
   */
  static LogFiles of(Table table, Span span) {
    if (table.currentSnapshot() == null) {
      return new LogFiles(OptionalLong.empty(), List.of());
    }
    long snapshot = table.currentSnapshot().snapshotId();
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot).filter(within(span)).planFiles()) {
      for (FileScanTask task : tasks) {
        files.add(checked(table, task));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LogFiles(OptionalLong.of(snapshot), List.copyOf(files));
  }

  long rows() {
    return files.stream().mapToLong(DataFile::recordCount).sum();
  }

  private static Expression within(Span span) {
    Expression before = Expressions.lessThanOrEqual(Columns.EVENT_TIME, span.last());
    return span.first().isPresent()
        ? Expressions.and(
            before, Expressions.greaterThanOrEqual(Columns.EVENT_TIME, span.first().getAsLong()))
        : before;
  }

  private static DataFile checked(Table table, FileScanTask task) {
    if (!task.deletes().isEmpty()) {
      throw new IllegalStateException(
          table.name()
              + ": some of its rows were deleted by delete files, which are not read: rewrite its data files with the engine that deleted them, then try again");
    }
    if (task.file().format() != FileFormat.PARQUET) {
      throw new IllegalStateException(
          table.name() + ": " + task.file().location() + " is not a Parquet file");
    }
    return task.file();
  }

  /**
   * The event times that can matter, in microseconds, both inclusive.
   *
   * @param first absent: however old
   */
  record Span(OptionalLong first, long last) {}
}
