package io.freshet.bridge.consume;

import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.metrics.BridgeMetrics.Reset;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
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
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Grip grip;
  private final Assignment assignment;
  private final BridgeMetrics metrics;

  Resets(
      Consumer<byte[], byte[]> consumer, Grip grip, Assignment assignment, BridgeMetrics metrics) {
    this.consumer = consumer;
    this.grip = grip;
    this.assignment = assignment;
    this.metrics = metrics;
  }

  /** A group that has never committed starts with what there is. */
  void noOffset(NoOffsetForPartitionException e) {
    LOG.info("no committed offset for {}: starting at the earliest", e.partitions());
    e.partitions().forEach(_ -> metrics.reset(Reset.NO_OFFSET));
    e.partitions().forEach(grip::seekToBeginning);
  }

  /** The log was cut behind us, as after an unclean leader election: back to where it agrees. */
  void truncated(LogTruncationException e) {
    for (TopicPartition partition : e.partitions()) {
      OffsetAndMetadata divergence = e.divergentOffsets().get(partition);
      long from = e.offsetOutOfRangePartitions().getOrDefault(partition, -1L);
      metrics.reset(Reset.TRUNCATED);
      LOG.error(
          "{}: the log was truncated below offset {}; going on at {}",
          partition,
          from,
          divergence == null ? "the earliest" : divergence.offset());
      boolean ours =
          divergence == null ? grip.seekToBeginning(partition) : grip.seek(partition, divergence);
      if (ours) {
        assignment.restart(partition);
      }
    }
  }

  /** Another topic of the same name: what was done of the old one says nothing about it. */
  void recreated(TopicPartition partition) {
    metrics.reset(Reset.RECREATED);
    LOG.error(
        "{}: the topic was deleted and made anew; what was left of the old one is gone; reading all"
            + " of the new one",
        partition);
    if (grip.seekToBeginning(partition)) {
      assignment.restart(partition);
    }
  }

  /** Retention has overtaken us, or the topic was made anew: to the earliest, and loud. */
  void outOfRange(OffsetOutOfRangeException e) {
    Map<TopicPartition, Long> wanted = e.offsetOutOfRangePartitions();
    Map<TopicPartition, Long> earliest = consumer.beginningOffsets(wanted.keySet(), PATIENCE);
    wanted.forEach((partition, offset) -> {
      long beginning = earliest.getOrDefault(partition, 0L);
      if (!grip.seek(partition, new OffsetAndMetadata(beginning))) {
        return; // no longer ours
      }
      if (beginning > offset) {
        overtaken(partition, offset, beginning);
      } else {
        beyondTheEnd(partition, offset, beginning);
      }
    });
  }

  /** What has been read and is not done stays open: it is only what was not read that is gone. */
  private void overtaken(TopicPartition partition, long offset, long beginning) {
    metrics.gap(beginning - offset);
    metrics.reset(Reset.RETENTION);
    LOG.error(
        "{}: offset {} is gone, {} records were removed before they were read; going on at {}."
            + " Is the topic's retention long enough?",
        partition,
        offset,
        beginning - offset,
        beginning);
  }

  private void beyondTheEnd(TopicPartition partition, long offset, long beginning) {
    metrics.reset(Reset.BEYOND_END);
    LOG.error(
        "{}: offset {} is beyond the end of the log, as after the topic was deleted and made anew;"
            + " reading all of it, from {}",
        partition,
        offset,
        beginning);
    assignment.restart(partition);
  }
}
