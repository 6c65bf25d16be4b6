package io.freshet.bridge.consume;

import java.time.Instant;

/** Where reading begins. */
public sealed interface Start {

  /** With the oldest message that is kept. */
  record Earliest() implements Start {}

  /** With the next one. */
  record Latest() implements Start {}

  /** With the last so many of each partition. */
  record Last(long messages) implements Start {}

  /** With the first one that is not older. */
  record At(Instant time) implements Start {}
}
