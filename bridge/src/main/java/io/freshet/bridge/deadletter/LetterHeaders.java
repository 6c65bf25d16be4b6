package io.freshet.bridge.deadletter;

import java.util.Set;

/** The headers that make a message a dead letter. */
final class LetterHeaders {
  static final String GROUP = "freshet.group";
  static final String TOPIC = "freshet.topic";
  static final String PARTITION = "freshet.partition";
  static final String OFFSET = "freshet.offset";
  static final String TIMESTAMP = "freshet.timestamp";
  static final String STAGE = "freshet.stage";
  static final String ERROR_TYPE = "freshet.error_type";
  static final String FIELD = "freshet.field";
  static final String MESSAGE = "freshet.message";

  /** How often it has been sent back; on letters that came again. */
  static final String REDRIVES = "freshet.redrives";

  private static final Set<String> ALL =
      Set.of(
          GROUP, TOPIC, PARTITION, OFFSET, TIMESTAMP, STAGE, ERROR_TYPE, FIELD, MESSAGE, REDRIVES);

  private LetterHeaders() {}

  static boolean isOurs(String name) {
    return ALL.contains(name);
  }
}
