package io.freshet.bridge.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as the broker holds it. Arrays are not copied: nobody changes them.
 *
 * @param origin topic and partition
 * @param timestampMillis the broker's timestamp of the message, in ms since the epoch
 * @param key null where the message has none
 * @param value null for a tombstone
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by identity only; wrapping would cost an object a record
public record SourceRecord(
    Origin origin,
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<SourceHeader> headers) {

  /** Bytes of key and value: what the message costs while it is held. */
  public int size() {
    return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
  }
}
