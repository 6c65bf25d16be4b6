package io.freshet.offline.training;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** DuckDB for a test's own files. */
final class Duck {
  private Duck() {}

  /** Runs the statement. */
  static void run(String sql) {
    rows(sql);
  }

  /** Every row of an answer, its values joined by bars. */
  static List<String> rows(String sql) {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      List<String> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        var found = statement.getResultSet();
        while (found.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            values.add(found.getString(i));
          }
          rows.add(String.join("|", values));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
