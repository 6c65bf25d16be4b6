package io.freshet.offline;

import io.freshet.offline.config.OfflineConfig;
import io.freshet.offline.table.ViewTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** A JDBC catalog in a file of SQLite, its warehouse beside it. */
public final class TestCatalog {
  private TestCatalog() {}

  public static OfflineConfig.Catalog in(Path folder) {
    return new OfflineConfig.Catalog("freshet", List.of(), properties(folder));
  }

  public static Map<String, String> properties(Path folder) {
    return Map.of(
        "type",
        "jdbc",
        "uri",
        "jdbc:sqlite:" + folder.resolve("catalog.db") + "?busy_timeout=60000",
        "warehouse",
        folder.resolve("warehouse").toUri().toString());
  }

  public static ViewTables open(Path folder) {
    return ViewTables.open(in(folder));
  }

  /** Every row of the table as it is now. */
  public static List<Record> rows(Table table) {
    table.refresh();
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> read = IcebergGenerics.read(table).build()) {
      read.forEach(row -> rows.add(row.copy()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
