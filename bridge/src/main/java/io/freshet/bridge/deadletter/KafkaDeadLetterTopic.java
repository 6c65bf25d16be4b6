package io.freshet.bridge.deadletter;

import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The dead-letter topic. A letter keeps the message's key, value, headers and timestamp to the byte
 * and adds headers that say where it came from and why.
 */
public final class KafkaDeadLetterTopic implements DeadLetterTopic, AutoCloseable {
  private final Producer<byte @Nullable [], byte @Nullable []> producer;
  private final String topic;
  private final String group;

  /**
   * Connects lazily.
   *
   * @param client properties of the consumer, of which the connection's are taken over
   */
  public KafkaDeadLetterTopic(Map<String, String> client, String topic, String group) {
    this(
        new KafkaProducer<byte @Nullable [], byte @Nullable []>(
            properties(client), new ByteArraySerializer(), new ByteArraySerializer()),
        topic,
        group);
  }

  KafkaDeadLetterTopic(
      Producer<byte @Nullable [], byte @Nullable []> producer, String topic, String group) {
    this.producer = producer;
    this.topic = topic;
    this.group = group;
  }

  @Override
  public Appended append(SourceRecord record, Rejection rejection) throws InterruptedException {
    try {
      producer.send(letter(record, rejection)).get();
      return new Appended.Safely();
    } catch (ExecutionException e) {
      return new Appended.NotNow(
          e.getCause() instanceof RecordTooLargeException
              ? topic + " does not take a message of this size: raise its max.message.bytes"
              : topic + " cannot be written: " + e.getMessage());
    } catch (KafkaException e) {
      return new Appended.NotNow(topic + " cannot be written: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }

  private ProducerRecord<byte @Nullable [], byte @Nullable []> letter(
      SourceRecord record, Rejection rejection) {
    var letter =
        new ProducerRecord<byte @Nullable [], byte @Nullable []>(
            topic, null, timestamp(record), record.key(), record.value());
    for (SourceHeader header : record.headers()) {
      letter.headers().add(header.name(), header.value());
    }
    add(letter, LetterHeaders.GROUP, group);
    add(letter, LetterHeaders.TOPIC, record.origin().topic());
    add(letter, LetterHeaders.PARTITION, Integer.toString(record.origin().partition()));
    add(letter, LetterHeaders.OFFSET, Long.toString(record.offset()));
    add(letter, LetterHeaders.TIMESTAMP, Long.toString(record.timestampMillis()));
    add(letter, LetterHeaders.STAGE, rejection.stage().name().toLowerCase(Locale.ROOT));
    add(letter, LetterHeaders.ERROR_TYPE, rejection.errorType());
    add(letter, LetterHeaders.FIELD, rejection.field());
    add(letter, LetterHeaders.MESSAGE, rejection.message());
    return letter;
  }

  /** Messages older than Kafka 0.10 have none, which the producer takes only as null. */
  private static @Nullable Long timestamp(SourceRecord record) {
    return record.timestampMillis() < 0 ? null : Long.valueOf(record.timestampMillis());
  }

  private static void add(
      ProducerRecord<byte @Nullable [], byte @Nullable []> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> properties(Map<String, String> client) {
    Map<String, Object> properties = new HashMap<>();
    client.forEach((name, value) -> {
      if (ProducerConfig.configNames().contains(name)) {
        properties.put(name, value);
      }
    });
    properties.remove(
        ProducerConfig.INTERCEPTOR_CLASSES_CONFIG); // the consumer's are of another type
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    // A letter twice is harmless; an idempotent producer needs a permission of its own, and can get
    // into a state that only a restart mends.
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
    // The topic decides what is too large, not this client.
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(256 << 20));
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(256 << 20));
    return properties;
  }
}
