package io.freshet.bridge.consume;

import io.freshet.bridge.metrics.BridgeMetrics;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where to go on when the broker has nothing at our position. Kafka's own reset is off, because it
 * is silent. Never to the latest: that would be a loss nobody sees.
 */
final class Resets {
  private static final Logger LOG = LoggerFactory.getLogger(Resets.class);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Assignment assignment;
  private final BridgeMetrics metrics;

  Resets(KafkaConsumer<byte[], byte[]> consumer, Assignment assignment, BridgeMetrics metrics) {
    this.consumer = consumer;
    this.assignment = assignment;
    this.metrics = metrics;
  }

  /** A group that has never committed starts with what there is. */
  void noOffset(NoOffsetForPartitionException e) {
    LOG.info("no committed offset for {}: starting at the earliest", e.partitions());
    consumer.seekToBeginning(e.partitions());
  }

  /** The log was cut behind us, as after an unclean leader election: back to where it agrees. */
  void truncated(LogTruncationException e) {
    for (TopicPartition partition : e.partitions()) {
      OffsetAndMetadata divergence = e.divergentOffsets().get(partition);
      long from = e.offsetOutOfRangePartitions().getOrDefault(partition, -1L);
      LOG.error(
          "{}: the log was truncated below offset {}; going on at {}",
          partition,
          from,
          divergence == null ? "the earliest" : divergence.offset());
      assignment.restart(partition);
      if (divergence == null) {
        consumer.seekToBeginning(Set.of(partition));
      } else {
        consumer.seek(partition, divergence);
      }
    }
  }

  /** Retention has overtaken us, or the topic was made anew: to the earliest, and loud. */
  void outOfRange(OffsetOutOfRangeException e) {
    Map<TopicPartition, Long> wanted = e.offsetOutOfRangePartitions();
    Map<TopicPartition, Long> earliest = consumer.beginningOffsets(wanted.keySet());
    wanted.forEach((partition, offset) -> {
      long beginning = earliest.getOrDefault(partition, 0L);
      long gap = Math.max(0, beginning - offset);
      metrics.gap(gap);
      LOG.error(
          "{}: offset {} is gone, {} records were removed before they were read; going on at {}",
          partition,
          offset,
          gap,
          beginning);
      assignment.restart(partition);
      consumer.seek(partition, beginning);
    });
  }
}
