package io.freshet.bridge.consume;

import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at topics from outside: it is in no consumer group, commits nothing, and makes no topic.
 * Its calls wait ten seconds for a broker, then throw Kafka's {@code TimeoutException}.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String PATIENCE_MILLIS = "10000";

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Connects when first used.
   *
   * @param kafka properties of the bridge's own consumer
   */
  public TopicReader(Map<String, String> kafka) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.keySet().removeIf(name -> name.startsWith("group."));
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "freshet-bridge-preview");
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The topics of a broker that are chosen, by name. */
  public Set<String> topics(Predicate<String> chosen) {
    Set<String> names = new TreeSet<>(consumer.listTopics().keySet());
    names.removeIf(chosen.negate());
    return names;
  }

  /**
   * Reads up to what is there now.
   *
   * @param wanted takes a message, and says whether to go on
   */
  public void readToEnd(Collection<String> topics, Start start, Predicate<SourceRecord> wanted) {
    List<TopicPartition> partitions = begin(topics, start);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    boolean more = true;
    while (more && ends.entrySet().stream().anyMatch(this::isBehind)) {
      more = poll(wanted);
    }
  }

  /** Reads until it is not wanted any more, or the thread is interrupted. */
  public void follow(Collection<String> topics, Start start, Predicate<SourceRecord> wanted) {
    begin(topics, start);
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      more = poll(wanted);
    }
  }

  private boolean isBehind(Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  private boolean poll(Predicate<SourceRecord> wanted) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!wanted.test(source(record))) {
        return false;
      }
    }
    return true;
  }

  private List<TopicPartition> begin(Collection<String> topics, Start start) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
    }
    consumer.assign(partitions);
    switch (start) {
      case Start.Earliest _ -> consumer.seekToBeginning(partitions);
      case Start.Latest _ -> consumer.seekToEnd(partitions);
      case Start.Last(long messages) -> seekBack(partitions, messages);
      case Start.At at -> seekTo(partitions, at);
    }
    return partitions;
  }

  private void seekBack(List<TopicPartition> partitions, long messages) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    consumer
        .endOffsets(partitions)
        .forEach((partition, end) ->
            consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - messages)));
  }

  private void seekTo(List<TopicPartition> partitions, Start.At at) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, at.time().toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = found.get(partition);
      if (first == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, first.offset());
      }
    }
  }

  private static SourceRecord source(ConsumerRecord<byte[], byte[]> record) {
    List<SourceHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new SourceHeader(header.key(), header.value()));
    }
    return new SourceRecord(
        new Origin(record.topic(), record.partition()),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
