package io.freshet.offline.command;

import io.freshet.ingest.command.Failures;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGTERM: the JVM waits in its hook until the command has ended in order. */
final class Stop {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final long LOOK_MILLIS = 100;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int code = Failures.BROKEN;

  void listen() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::end));
  }

  /** Waits a moment for it. */
  boolean asked() throws InterruptedException {
    return asked.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The command has ended; the process does so with this code. */
  void ended(int exitCode) {
    code = exitCode;
    ended.countDown();
  }

  private void end() {
    asked.countDown();
    try {
      boolean inTime = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      // A JVM that ends by a signal would exit with the signal's code.
      Runtime.getRuntime().halt(inTime ? code : Failures.BROKEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
