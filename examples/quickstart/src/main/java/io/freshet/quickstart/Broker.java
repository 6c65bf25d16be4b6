package io.freshet.quickstart;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks the broker itself: what is in a topic, what a group has committed. */
public final class Broker implements AutoCloseable {
  private final String bootstrapServers;
  private final Admin admin;

  public Broker(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** The number of records in a topic that is neither compacted nor transactional. */
  public long records(String topic) {
    return sum(endOffsets(topic).values()) - sum(beginningOffsets(topic).values());
  }

  /** Sum of the offsets that a group has committed in a topic; 0 where it has none. */
  public long committed(String group, String topic) {
    return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
        .mapToLong(entry -> entry.getValue().offset())
        .sum();
  }

  /** Everything in a topic now. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<TopicPartition, Long> ends = endOffsets(topic);
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false");
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  /** The dead letters of a topic, by where they came from: {@code topic/partition/offset}. */
  public Map<String, ConsumerRecord<byte[], byte[]>> deadLetters(
      String deadLetterTopic, String sourceTopic) {
    Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
    if (!answer(admin.listTopics().names()).contains(deadLetterTopic)) {
      return letters;
    }
    for (ConsumerRecord<byte[], byte[]> letter : read(deadLetterTopic)) {
      if (header(letter, "freshet.topic").equals(sourceTopic)) {
        letters.put(
            sourceTopic
                + "/"
                + header(letter, "freshet.partition")
                + "/"
                + header(letter, "freshet.offset"),
            letter);
      }
    }
    return letters;
  }

  /** A header's text; empty where there is none. */
  public static String header(ConsumerRecord<byte[], byte[]> dead, String name) {
    Header header = dead.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private Map<TopicPartition, Long> endOffsets(String topic) {
    return offsets(topic, OffsetSpec.latest());
  }

  private Map<TopicPartition, Long> beginningOffsets(String topic) {
    return offsets(topic, OffsetSpec.earliest());
  }

  private Map<TopicPartition, Long> offsets(String topic, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription description :
        answer(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
      description
          .partitions()
          .forEach(partition -> asked.put(new TopicPartition(topic, partition.partition()), spec));
    }
    return answer(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static long sum(Iterable<Long> offsets) {
    long sum = 0;
    for (long offset : offsets) {
      sum += offset;
    }
    return sum;
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker answered: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
