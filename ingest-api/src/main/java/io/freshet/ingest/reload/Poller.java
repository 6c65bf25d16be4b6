package io.freshet.ingest.reload;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls what may have changed, on a thread of its own, from start to close. */
public final class Poller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reload").factory());

  /** Polls again and again, with a pause between. */
  public void every(Duration pause, Runnable poll) {
    long millis = pause.toMillis();
    var _ = thread.scheduleWithFixedDelay(() -> run(poll), millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** A poll that throws is polled again: the executor would drop it without a word. */
  private static void run(Runnable poll) {
    try {
      poll.run();
    } catch (RuntimeException e) {
      LOG.error("a bug: a reload failed, and is tried again", e);
    }
  }
}
