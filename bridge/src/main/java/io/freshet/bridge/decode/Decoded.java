package io.freshet.bridge.decode;

import io.freshet.bridge.event.Rejection;

/** What has come of reading a message. */
public sealed interface Decoded {

  /** It is known what it is. */
  sealed interface Settled extends Decoded {}

  /** An event: the slots hold its values. */
  record Event() implements Settled {}

  /** The event's entity is deleted at its source: the slots hold what is known of it. */
  record Delete() implements Settled {}

  /** A message without a value: the slots hold what is known of its key. */
  record Tombstone() implements Settled {}

  /** Nothing to push and nothing wrong, such as the tombstone behind a change event. */
  record Nothing() implements Settled {}

  /** The message can't be read, now or later: a dead letter. */
  record Undecodable(Rejection rejection) implements Settled {

    /** What is wrong, for a person; never the payload. */
    public static Undecodable because(String message) {
      return new Undecodable(Rejection.undecodable(message));
    }
  }

  /** What is needed to read it can't be had: the same message again, later. Never a dead letter. */
  record NotNow(String reason) implements Decoded {}
}
