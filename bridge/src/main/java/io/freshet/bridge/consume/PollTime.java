package io.freshet.bridge.consume;

import java.time.Duration;

/**
 * How long the next poll may wait. A partition that is paused wants to go on as soon as it can, and
 * nothing wakes the poll when it could; while nothing moves at all, there is less and less hurry.
 */
final class PollTime {
  private static final Duration LONGEST = Duration.ofMillis(250);

  /** Each turn costs something when nothing happens; a record that comes ends it at once. */
  private static final Duration UNPAUSED = Duration.ofMillis(500);

  private static final Duration SHORTEST = Duration.ofMillis(5);

  private Duration last = SHORTEST;
  private long held;

  /**
   * Looks at what has become of what is held since it was last asked.
   *
   * @param paused how many partitions are
   * @param heldBytes by all partitions together
   */
  Duration next(int paused, long heldBytes) {
    boolean moved = heldBytes != held;
    held = heldBytes;
    if (paused == 0) {
      last = SHORTEST;
      return UNPAUSED;
    }
    Duration longer = last.multipliedBy(2);
    last = moved ? SHORTEST : longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    return last;
  }
}
