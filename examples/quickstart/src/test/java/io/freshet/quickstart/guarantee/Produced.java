package io.freshet.quickstart.guarantee;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as the topic has it, and what is meant to become of it. */
record Produced(ConsumerRecord<byte[], byte[]> record, Fate fate) {

  Position position() {
    return new Position(record.partition(), record.offset());
  }
}
