package io.freshet.bridge.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long a member of the group may be silent between two polls. A drain is silent: it happens
 * within a poll that gives partitions back, and one that lasts longer loses them before its commit.
 *
 * @param length {@code max.poll.interval.ms}
 */
record PollInterval(Duration length) {
  private static final String PROPERTY = "max.poll.interval.ms";

  /** Of kafka-clients. */
  private static final Duration DEFAULT = Duration.ofMinutes(5);

  /** What a drain takes besides: joining what was cancelled, and the commit. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  static PollInterval of(Map<String, String> kafka) {
    try {
      String millis = kafka.get(PROPERTY);
      return new PollInterval(
          millis == null ? DEFAULT : Duration.ofMillis(Long.parseLong(millis.strip())));
    } catch (NumberFormatException _) {
      return new PollInterval(DEFAULT); // the client says what is wrong
    }
  }

  /** What to do about it where such a drain does not fit. */
  Optional<String> tooShortFor(Duration drain) {
    Duration needed = drain.plus(MARGIN);
    return needed.compareTo(length) > 0
        ? Optional.of(
            "it is %d: set drain_timeout to %ds or less, or kafka.%s to %d or more"
                .formatted(
                    length.toMillis(),
                    Math.max(0, length.minus(MARGIN).toSeconds()),
                    PROPERTY,
                    needed.toMillis()))
        : Optional.empty();
  }
}
