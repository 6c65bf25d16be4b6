package io.freshet.benchmarks.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Payments of about 300 bytes into a topic, so many a second, numbered without gaps. The producer
 * is as Kafka's defaults are: it waits up to 5 ms for company, and for every replica.
 */
final class Events implements AutoCloseable {
  private static final String EVENT =
      """
      {"event_id":"evt-%010d","seq":%d,"type":"payment.authorized","occurred_at":%d,\
      "payment":{"transaction_id":"txn-%016x","amount":%d.25,"currency":"EUR",\
      "merchant":{"id":"m-01234","category":"5411"},\
      "card":{"fingerprint":"00f3a2b1c4d5e6f7","country":"DE"}},\
      "user":{"id":"u-%d","device":"ios-17.4"}}\
      """;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private long next;

  Events(String bootstrapServers, String topic, int partitions) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.topic = topic;
    this.partitions = partitions;
  }

  /** What was sent: the first number, and how many. */
  record Sent(long first, int count) {}

  /** Sends at that rate; each event's Kafka timestamp is the moment at which it was due. */
  Sent send(int perSecond, Duration lasting) {
    long first = next;
    int count = (int) (perSecond * lasting.toSeconds());
    long begunMillis = System.currentTimeMillis();
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long afterNanos = (long) (i * 1e9 / perSecond);
      for (long left = begun + afterNanos - System.nanoTime();
          left > 0;
          left = begun + afterNanos - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      long due = begunMillis + afterNanos / 1_000_000;
      producer.send(
          new ProducerRecord<>(topic, (int) (next % partitions), due, null, event(next, due)));
      next++;
    }
    producer.flush();
    return new Sent(first, count);
  }

  private static byte[] event(long number, long millis) {
    return EVENT
        .formatted(number, number, millis, number, number % 100_000, Keys.UNIFORM.user(number))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
