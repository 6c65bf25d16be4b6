package io.freshet.offline.training;

import io.freshet.offline.training.Request.Means;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duckdb.DuckDBPreparedStatement;

/**
 * DuckDB with a database of its own in a folder that goes when it is closed. What does not fit into
 * its memory is in files there.
 */
final class Engine implements AutoCloseable {
  private final Path folder;
  private final Connection connection;
  private final Progress progress;

  private Engine(Path folder, Connection connection, Progress progress) {
    this.folder = folder;
    this.connection = connection;
    this.progress = progress;
  }

  /** What is wrong with the folder: DuckDB takes these characters in its own files' names apart. */
  static void check(Means means, Problems problems) {
    String folder = means.folder().toAbsolutePath().toString();
    if (folder.contains("?") || folder.contains(";")) {
      problems.add(
          new Problem(
              folder,
              0,
              "",
              "the join cannot work in a folder with ? or ; in its name",
              Optional.of("give another: --temp FOLDER")));
    }
  }

  static Engine start(Means means, Progress progress) {
    try {
      Files.createDirectories(means.folder());
      Path folder = Files.createTempDirectory(means.folder(), ".freshet-training-");
      Connection connection =
          DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("join.duckdb"));
      var engine = new Engine(folder, connection, progress);
      engine.run("SET TimeZone = 'UTC'");
      engine.run("SET temp_directory = " + Sql.text(folder.resolve("spill").toString()));
      // Nothing is fetched from anywhere: all that is needed is in the jar.
      engine.run("SET autoinstall_known_extensions = false");
      means.memoryBytes().ifPresent(b -> engine.run("SET memory_limit = '" + b + " bytes'"));
      means.threads().ifPresent(count -> engine.run("SET threads = " + count));
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** A folder in the one that goes. */
  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void run(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The same, telling how far it is every few seconds. */
  void run(String step, String sql) {
    try (var statement = connection.prepareStatement(sql);
        var _ = Watch.start(step, statement.unwrap(DuckDBPreparedStatement.class), progress)) {
      statement.execute();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The single number that a query answers. */
  long number(String sql) {
    return Long.parseLong(rows(sql).getFirst().getFirst());
  }

  /** Every row of an answer, as texts; NULL is empty. */
  List<List<String>> rows(String sql) {
    try (var statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          String value = found.getString(i);
          row.add(value == null ? "" : value);
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** DuckDB refused or gave up. */
  static final class Failed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Failed(String message, SQLException cause) {
      super(message, cause);
    }
  }

  private static Failed failed(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return new Failed(
        message.contains("Out of Memory")
            ? "the join needs more memory or disk: give --memory more, or --temp more room ("
                + message.lines().findFirst().orElse("")
                + ")"
            : message,
        e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      progress.say("DuckDB did not close: " + e.getMessage());
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      progress.say("left behind, remove it: " + folder);
    }
  }
}
