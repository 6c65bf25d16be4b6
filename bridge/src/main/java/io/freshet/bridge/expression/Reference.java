package io.freshet.bridge.expression;

import io.freshet.bridge.event.FieldPath;

/**
 * A value that an expression reads: {@code event.payment.amount} or {@code kafka.headers.source}.
 *
 * @param path below the root; without a step it is the whole event
 */
public record Reference(Root root, FieldPath path) {

  /** Where it begins. */
  public enum Root {
    /** The decoded event. */
    EVENT,
    /** The message around it: key, topic, partition, offset, timestamp, headers. */
    KAFKA
  }
}
