import java.sql.DriverManager;

/**
 * DuckDB by itself: {@code Plain spine FILE ROWS} makes a spine; {@code Plain join WAREHOUSE SPINE
 * OUT MEMORY} joins it with every Parquet file of the warehouse by event time alone, with no regard
 * for ingestion, versions, deletes or order: the least that any such join must do.
 */
public final class Plain {
  public static void main(String[] args) throws Exception {
    long begun = System.nanoTime();
    String work = args[0].equals("join") ? args[3] + ".duckdb" : "";
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + work);
        var statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      if (args[0].equals("spine")) {
        statement.execute(
            """
            COPY (SELECT 'u' || (hash(i * 23 + 1) %% 500000) AS user_id,
                         make_timestamptz((1767225600000000 + hash(i * 29) %% 7776000000000)::BIGINT) AS timestamp,
                         (i %% 2)::INTEGER AS label
                  FROM range(%s) numbers(i)) TO '%s' (FORMAT parquet)
            """
                .formatted(args[2], args[1]));
        return;
      }
      statement.execute("SET memory_limit = '" + args[4] + "'");
      statement.execute("SET temp_directory = '" + args[3] + ".spill'");
      statement.execute(
          """
          COPY (SELECT spine.*, log.amount, log.currency, log.merchant
                FROM '%s' spine ASOF LEFT JOIN read_parquet('%s/**/*.parquet') log
                ON spine.user_id = log.user_id AND spine.timestamp >= log.event_time)
          TO '%s' (FORMAT parquet, COMPRESSION zstd)
          """
              .formatted(args[2], args[1], args[3]));
    }
    System.out.printf("%.1f s%n", (System.nanoTime() - begun) / 1e9);
  }
}
