package io.freshet.quickstart;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends a stream into a topic and remembers where each acknowledged event went. */
public final class EventProducer implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final String topic;
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final Queue<Exception> failed = new ConcurrentLinkedQueue<>();
  private final AtomicLong count = new AtomicLong();

  public EventProducer(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * An event that the broker has acknowledged.
   *
   * @param origin {@code topic/partition}
   */
  public record Sent(Event event, String origin, long offset) {

    /** {@code topic/partition/offset}. */
    public String position() {
      return origin + "/" + offset;
    }
  }

  /**
   * Sends {@code events} events, {@code perSecond} of them a second, and waits for the broker's
   * acknowledgements.
   */
  public void send(EventStream stream, long events, long perSecond) {
    long start = System.nanoTime();
    for (long i = 0; i < events && !Thread.currentThread().isInterrupted(); i++) {
      long due = start + i * 1_000_000_000L / perSecond;
      if (due > System.nanoTime()) {
        producer.flush();
        LockSupport.parkNanos(due - System.nanoTime());
      }
      send(stream.next());
    }
    producer.flush();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(failed.size() + " events were not produced", failed.peek());
    }
  }

  private void send(Event event) {
    Future<?> _ =
        producer.send(
            new ProducerRecord<>(topic, event.key(), event.value()),
            (metadata, failure) -> {
              if (failure != null) {
                failed.add(failure);
              } else {
                count.incrementAndGet();
                sent.add(new Sent(event, topic + "/" + metadata.partition(), metadata.offset()));
              }
            });
  }

  /** How many events the broker has acknowledged. */
  public long count() {
    return count.get();
  }

  /** Every acknowledged event. */
  public Iterable<Sent> sent() {
    return sent;
  }

  @Override
  public void close() {
    producer.close();
  }
}
