package io.freshet.ingest.admit;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does something after a while, unless it is called off. */
@FunctionalInterface
public interface Later {

  /**
   * Plans a task.
   *
   * @return calls it off
   */
  Runnable after(Duration delay, Runnable task);

  /** By the wall clock, on these threads. */
  static Later on(ScheduledExecutorService threads) {
    return (delay, task) -> {
      ScheduledFuture<?> planned = threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> planned.cancel(false);
    };
  }
}
