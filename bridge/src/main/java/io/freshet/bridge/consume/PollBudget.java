package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Bounds what one poll brings in bytes; kafka-clients can only count its records. A deserializer
 * that refuses a record ends the poll with what it has, and the next poll begins with that record
 * ({@code CompletedFetch.fetchRecords}). The first record of a poll is taken however large it is.
 *
 * <p>Belongs to the consumer's thread, on which values are deserialized too.
 */
final class PollBudget implements Deserializer<byte[]> {
  /** What is small comes by the hundreds within this; of what is large, little lies around. */
  private static final long LEAST = 1 << 20;

  private static final int SHARE_OF_THE_BUFFER = 16;

  private final long bytes;
  private long taken;

  PollBudget(BridgeConfig config) {
    this(Math.max(LEAST, config.delivery().bufferBytes() / SHARE_OF_THE_BUFFER));
  }

  PollBudget(long bytes) {
    this.bytes = bytes;
  }

  /** A consumer whose polls keep to it. */
  Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), this);
  }

  /** What one poll brings. */
  ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration patience) {
    taken = 0;
    try {
      return consumer.poll(patience);
    } catch (RecordDeserializationException _) {
      // What counted was of a partition that has left meanwhile.
      return ConsumerRecords.empty();
    }
  }

  @Override
  public byte[] deserialize(String topic, byte[] value) {
    if (taken > 0 && taken + value.length > bytes) {
      throw new SerializationException("enough for one poll");
    }
    taken += value.length + 1L; // one that is empty is a first record, too
    return value;
  }
}
