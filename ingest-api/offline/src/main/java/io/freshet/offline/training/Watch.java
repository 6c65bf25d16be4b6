package io.freshet.offline.training;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;

/** Tells every few seconds how far a statement is, until it is closed. */
final class Watch implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final CountDownLatch over = new CountDownLatch(1);

  private Watch() {}

  static Watch start(String step, DuckDBPreparedStatement statement, Progress progress) {
    var watch = new Watch();
    Thread.ofPlatform()
        .name("progress")
        .daemon()
        .start(() -> watch.tell(step, statement, progress));
    return watch;
  }

  private void tell(String step, DuckDBPreparedStatement statement, Progress progress) {
    try {
      while (!over.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
        double percent = statement.getQueryProgress().getPercentage();
        if (percent >= 0) {
          progress.say("%s: %.0f %%".formatted(step, percent));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException _) {
      // The statement has just ended.
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
