package io.freshet.quickstart.guarantee;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends a workload into the topic, a portion at a time. */
final class Publisher implements AutoCloseable {
  private final KafkaProducer<byte[], byte @Nullable []> producer;
  private final String topic;
  private final List<Item> items;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private int sent;

  Publisher(String bootstrapServers, String topic, List<Item> items) {
    this.topic = topic;
    this.items = items;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "2"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends the next records; does not wait for them. */
  void send(int count) {
    for (Item item : items.subList(sent, Math.min(items.size(), sent + count))) {
      Future<?> _ =
          producer.send(
              item.to(topic),
              (_, failed) -> {
                if (failed == null) {
                  acknowledged.incrementAndGet();
                } else {
                  failure.set(failed);
                }
              });
      sent++;
    }
  }

  int sent() {
    return sent;
  }

  int left() {
    return items.size() - sent;
  }

  /**
   * Whether the broker has acknowledged all that was sent.
   *
   * @throws IllegalStateException when it has refused something
   */
  boolean allAcknowledged() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a record was not produced", failed);
    }
    return acknowledged.get() == sent;
  }

  @Override
  public void close() {
    producer.close();
  }
}
