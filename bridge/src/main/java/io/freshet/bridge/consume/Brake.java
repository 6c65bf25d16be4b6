package io.freshet.bridge.consume;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends a run, whatever it is at: it interrupts what comes before the loop, and asks the loop to
 * drain. Pulled from any thread, at any time, before the run has begun too.
 */
public final class Brake {
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
  private final AtomicReference<Optional<Loop>> loop = new AtomicReference<>(Optional.empty());
  private volatile boolean pulled;

  /** From here on the calling thread is what is to be stopped. */
  public void onThisThread() {
    stop.set(Thread.currentThread()::interrupt);
  }

  /** From here on the loop is, which this thread is about to run. */
  public void on(Loop running) {
    loop.set(Optional.of(running));
    stop.set(running::stop);
    if (pulled) {
      Thread.interrupted(); // meant for what came before the loop
      running.stop();
    }
  }

  /** Asks the run to end. */
  public void pull() {
    pulled = true;
    stop.get().run();
  }

  public boolean isPulled() {
    return pulled;
  }

  /** A bug has left records with nobody to look after them: the loop ends, and the run fails. */
  public void breakDown(Throwable bug) {
    loop.get().ifPresent(running -> running.breakDown(bug));
  }
}
