package io.freshet.quickstart.guarantee;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A dead letter, as its topic has it. */
record Letter(ConsumerRecord<byte[], byte[]> record) {
  static final String PREFIX = "freshet.";

  /** The text of one of the headers that were added; empty where it is missing. */
  String says(String name) {
    Header header = record.headers().lastHeader(PREFIX + name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Where it says that it comes from; empty where that is not a position. */
  Optional<Position> source() {
    try {
      return Optional.of(
          new Position(Integer.parseInt(says("partition")), Long.parseLong(says("offset"))));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
