package io.freshet.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * An Iceberg table as its catalog has it, read without any of Freshet's code: the catalog's row
 * names the table's metadata, and that the present snapshot
 * (https://iceberg.apache.org/spec/#table-metadata).
 */
final class OfflineTable {
  private static final String TABLES = "iceberg_tables";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path catalog;
  private final String namespace;
  private final String name;

  /** The table of that name in a catalog, a file of SQLite that need not be there yet. */
  OfflineTable(Path catalog, String namespace, String name) {
    this.catalog = catalog;
    this.namespace = namespace;
    this.name = name;
  }

  /** How many rows its present snapshot has; none where there is no table. */
  long rows() {
    return Files.exists(catalog) ? metadata().map(OfflineTable::rows).orElse(0L) : 0;
  }

  private static long rows(Path metadata) {
    try {
      JsonNode table = JSON.readTree(metadata.toFile());
      long present = table.path("current-snapshot-id").asLong(-1);
      for (JsonNode snapshot : table.path("snapshots")) {
        if (snapshot.path("snapshot-id").asLong() == present) {
          return snapshot.path("summary").path("total-records").asLong();
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + metadata, e);
    }
  }

  private Optional<Path> metadata() {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + catalog + "?busy_timeout=60000");
        var made = connection.prepareStatement("SELECT 1 FROM sqlite_master WHERE tbl_name = ?")) {
      made.setString(1, TABLES);
      if (!made.executeQuery().next()) {
        return Optional.empty();
      }
      try (var location =
          connection.prepareStatement(
              "SELECT metadata_location FROM "
                  + TABLES
                  + " WHERE table_namespace = ? AND table_name = ?")) {
        location.setString(1, namespace);
        location.setString(2, name);
        var found = location.executeQuery();
        return found.next() ? Optional.of(local(found.getString(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "cannot read the catalog " + catalog + ": " + e.getMessage(), e);
    }
  }

  private static Path local(String location) {
    return location.startsWith("file:")
        ? Path.of(URI.create(location).getPath())
        : Path.of(location);
  }
}
