package io.freshet.quickstart.guarantee;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into the topic.
 *
 * @param number its index in the workload, which travels along in a header
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Item(
    int number,
    int partition,
    byte[] key,
    byte @Nullable [] value,
    long timestampMillis,
    Fate fate) {
  static final String NUMBER = "workload-item";

  ProducerRecord<byte[], byte @Nullable []> to(String topic) {
    var record = new ProducerRecord<>(topic, partition, timestampMillis, key, value);
    record.headers().add(NUMBER, Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    record.headers().add("trace", new byte[] {0, (byte) number, -1});
    return record;
  }
}
