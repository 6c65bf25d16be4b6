package io.freshet.bridge.command;

import java.nio.file.Path;
import java.util.Optional;

/** A message's key or value, as a mapping test gives it. */
sealed interface Payload {

  /** None: a message without a key, or a tombstone. */
  record Absent() implements Payload {}

  /** What a producer would have been given: JSON, which the topic's format writes in its way. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Text(byte[] json, Optional<SchemaFile> schema) implements Payload {}

  /** What a producer would have sent. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Raw(byte[] bytes, Optional<SchemaFile> schema) implements Payload {}

  /**
   * The schema that it is of.
   *
   * @param message of a .proto file; empty for its first
   */
  record SchemaFile(Path file, String message) {}
}
