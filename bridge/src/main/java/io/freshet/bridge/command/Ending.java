package io.freshet.bridge.command;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.freshet.bridge.config.BridgeConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Ends a run in order when the process is told to: SIGTERM waits for it to drain, and the exit code
 * is the run's own. A JVM that ends by a signal would exit with the signal's.
 */
public final class Ending {
  /** On top of the drain timeout: joining what was cancelled, the last commit, the group. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final int FAILED = 3;
  private static final int NOT_DRAINED = -1;

  private final Runnable stop;
  private final Duration patience;
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  /**
   * For one run.
   *
   * @param stop asks it to drain and end
   */
  public Ending(BridgeConfig config, Runnable stop) {
    this.stop = stop;
    this.patience = config.delivery().drainTimeout().plus(MARGIN);
  }

  /** Runs it; its result is the exit code. */
  public int await(Callable<Integer> run) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
    int code = FAILED;
    try {
      code = run.call();
      return code;
    } finally {
      ended.complete(code);
    }
  }

  private void end() {
    stop.run();
    int code = ended.completeOnTimeout(NOT_DRAINED, patience.toMillis(), MILLISECONDS).join();
    if (code == NOT_DRAINED) {
      System.err.println("error: not drained after " + patience.toSeconds() + " s; leaving");
    }
    Runtime.getRuntime().halt(code == NOT_DRAINED ? FAILED : code);
  }
}
