package io.freshet.offline.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/**
 * Parquet files of a table's rows, one or more for each day. Nobody sees them before they are
 * committed; files of a crash stay behind as orphans, which Iceberg's own maintenance removes.
 */
public final class RowFiles implements AutoCloseable {
  private final PartitionKey partition;
  private final PartitionSpec spec;
  private final InternalRecordWrapper wrapper;
  private final FanoutDataWriter<Record> writer;

  /**
   * Opens it.
   *
   * @param fileBytes a file of about this size is closed and the next begun
   */
  public RowFiles(Table table, long fileBytes) {
    Schema schema = table.schema();
    this.spec = table.spec();
    this.partition = new PartitionKey(spec, schema);
    this.wrapper = new InternalRecordWrapper(schema.asStruct());
    var factory =
        new GenericFileWriterFactory.Builder(table).dataFileFormat(FileFormat.PARQUET).build();
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 0, 0)
            .format(FileFormat.PARQUET)
            .operationId(UUID.randomUUID().toString())
            .build();
    this.writer = new FanoutDataWriter<>(factory, files, table.io(), fileBytes);
  }

  /** Writes the rows, all at once. */
  public static List<DataFile> write(Table table, Iterable<Record> rows, long fileBytes) {
    try (var files = new RowFiles(table, fileBytes)) {
      rows.forEach(files::add);
      return files.finish();
    }
  }

  /** Adds a row, of the table's present schema. */
  public void add(Record row) {
    partition.partition(wrapper.wrap(row));
    writer.write(row, spec, partition);
  }

  /** Closes the files and returns them, to be committed. */
  public List<DataFile> finish() {
    close();
    return writer.result().dataFiles();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the data files cannot be finished: " + e.getMessage(), e);
    }
  }
}
