package io.freshet.quickstart.guarantee;

/** What was done during a run, by the run's clock, as far as it bears on the verdict. */
sealed interface Happening {

  /** A bridge's process was started; what it pushes, it pushes under this name. */
  record Started(String bridge, long at) implements Happening {}

  /** A bridge's process was killed: what it had acknowledged and not committed comes again. */
  record Killed(String bridge, long at) implements Happening {}

  /** A bridge's process ended after SIGTERM. */
  record Stopped(String bridge, long at, int exitCode) implements Happening {}

  /**
   * Things went wrong that may keep a drain from finishing.
   *
   * @param to when everything produced by then was committed again
   */
  record Troubled(long from, long to) implements Happening {}
}
