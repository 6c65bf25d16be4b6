package io.freshet.offline.crash;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the process without any of its own code running, as a kill -9 does, the n-th time that it
 * comes to a step; both are named by the system property {@code freshet.halt}, such as {@code
 * AFTER_SWAP:2}.
 */
final class Halt {
  /** What a shell says of a process that SIGKILL has ended. */
  static final int KILLED = 137;

  private static final String WHERE = System.getProperty("freshet.halt", "");
  private static final AtomicInteger COUNT = new AtomicInteger();

  enum Step {
    BEFORE_DATA,
    AFTER_DATA,
    BEFORE_MANIFEST,
    AFTER_MANIFEST,
    BEFORE_LIST,
    AFTER_LIST,
    BEFORE_SWAP,
    AFTER_SWAP,
    AFTER_CHECKPOINT
  }

  private Halt() {}

  static void at(Step step) {
    int colon = WHERE.indexOf(':');
    if (colon > 0
        && WHERE.substring(0, colon).equals(step.name())
        && COUNT.incrementAndGet() == Integer.parseInt(WHERE.substring(colon + 1))) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
