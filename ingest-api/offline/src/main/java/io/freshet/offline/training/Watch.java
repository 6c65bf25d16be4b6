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
  private final Thread thread;

  private Watch(String step, DuckDBPreparedStatement statement, Progress progress) {
    this.thread =
        Thread.ofPlatform()
            .name("progress")
            .daemon()
            .unstarted(() -> tell(step, statement, progress));
  }

  static Watch start(String step, DuckDBPreparedStatement statement, Progress progress) {
    var watch = new Watch(step, statement, progress);
    watch.thread.start();
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

  /** Nobody asks the statement any more when this returns: then it can be closed. */
  @Override
  public void close() {
    over.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
