package io.freshet.offline.commit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A record of the stream.
 *
 * @param number its sequence number as the stream writes it, leading zeros included
 * @param inserted the new item; empty for what adds no row, such as an item that expired
 * @param written when it was written, roughly
 * @param bytes its size in the stream
 */
public record Change(
    String number, Optional<Map<String, AttributeValue>> inserted, Instant written, long bytes) {

  /** The number that orders the records of a shard. */
  public BigInteger sequence() {
    return new BigInteger(number);
  }

  /** Only where it stands: what was read need not stay in memory. */
  Change withoutItem() {
    return new Change(number, Optional.empty(), written, bytes);
  }
}
