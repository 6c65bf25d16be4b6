package io.freshet.quickstart.guarantee;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of either table, as DynamoDB gives it. */
record Row(Map<String, AttributeValue> attributes) {

  /** {@code workspace|view|entity}. */
  String key() {
    return attributes.get("pk").s();
  }

  /** Partition key and, of a history row, sort key. */
  String identity() {
    return key() + sortKey().map(bytes -> "#" + HexFormat.of().formatHex(bytes)).orElse("");
  }

  /** Where it says that it comes from; empty where it does not say. */
  Optional<Position> position() {
    return attributes.containsKey("_origin") && attributes.containsKey("_sequence")
        ? Optional.of(Position.of(attributes.get("_origin").s(), number("_sequence")))
        : Optional.empty();
  }

  long eventTimeMicros() {
    return number("_event_time");
  }

  /** Whether this version is the greater one: byte by byte, and unsigned. */
  boolean isNewerThan(Row other) {
    return Arrays.compareUnsigned(version(), other.version()) > 0;
  }

  boolean hasVersionOf(Row other) {
    return Arrays.equals(version(), other.version());
  }

  private byte[] version() {
    return attributes.get("_version").b().asByteArray();
  }

  boolean deleted() {
    return attributes.containsKey("_deleted") && attributes.get("_deleted").bool();
  }

  private long number(String name) {
    return Long.parseLong(attributes.get(name).n());
  }

  private Optional<byte[]> sortKey() {
    return Optional.ofNullable(attributes.get("sk")).map(value -> value.b().asByteArray());
  }
}
