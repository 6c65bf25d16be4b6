package io.freshet.schema;

import java.time.Duration;

/** What a feature view keeps of the records that fed it. */
public sealed interface History {

  /** Every distinct record, for ever: the default. */
  record Forever() implements History {}

  /** Every distinct record, until event time + retention. */
  record For(Duration retention) implements History {}

  /** Nothing: half the writes, and no guarantee that a repeat is recognised as one. */
  record None() implements History {}
}
