package io.freshet.bridge.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a mapping test wants to come of its message. */
sealed interface Expectation {

  /** Records, by push source. */
  record Records(Map<String, List<Expected>> bySource) implements Expectation {}

  /** A dead letter; what is empty may be anything. */
  record Rejected(Optional<String> stage, Optional<String> errorType, Optional<String> field)
      implements Expectation {}

  /** Nothing. */
  record Skipped() implements Expectation {}

  /** That nothing goes on: a tombstone where {@code on_tombstone} is fail. */
  record Halt() implements Expectation {}

  /**
   * One record.
   *
   * @param fields their values as JSON
   * @param sequence where the test says one
   */
  record Expected(Map<String, String> fields, Optional<Long> sequence, boolean delete) {}
}
