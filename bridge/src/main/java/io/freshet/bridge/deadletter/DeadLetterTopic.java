package io.freshet.bridge.deadletter;

import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;

/** Where dead letters are kept. */
@FunctionalInterface
public interface DeadLetterTopic {

  /** What appending has come to. */
  sealed interface Appended {
    /** The broker has it. */
    record Safely() implements Appended {}

    /** It may go better later. */
    record NotNow(String reason) implements Appended {}
  }

  /** Appends one record and waits for the broker's acknowledgement. */
  Appended append(SourceRecord record, Rejection rejection) throws InterruptedException;
}
