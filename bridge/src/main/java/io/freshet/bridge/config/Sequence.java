package io.freshet.bridge.config;

/** Which number settles ties of event time. */
public sealed interface Sequence {

  /** The message's offset: replays settle ties the same way. */
  record Offset() implements Sequence {}

  /** None: the last write wins. */
  record None() implements Sequence {}

  /** A path to a number that only grows, such as an LSN or a version; or a {@code $} name. */
  record At(String path) implements Sequence {}
}
