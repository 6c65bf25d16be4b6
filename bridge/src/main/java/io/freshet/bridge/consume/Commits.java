package io.freshet.bridge.consume;

import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.OffsetTracker;
import io.freshet.bridge.offsets.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the done prefix of partitions. A commit that fails costs repeated work later and no data,
 * so none is retried here: the next one says the same and more.
 */
final class Commits implements Committing {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Consumer<byte[], byte[]> consumer;
  private final Identities identities;
  private final BridgeMetrics metrics;

  Commits(Consumer<byte[], byte[]> consumer, Identities identities, BridgeMetrics metrics) {
    this.consumer = consumer;
    this.identities = identities;
    this.metrics = metrics;
  }

  @Override
  public void soon(Map<TopicPartition, OffsetTracker> trackers) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    Map<OffsetTracker, Position> positions = new HashMap<>();
    trackers.forEach((partition, tracker) ->
        tracker
            .committable()
            .ifPresent(position -> {
              offsets.put(partition, offset(partition, position));
              positions.put(tracker, position);
            }));
    if (offsets.isEmpty()) {
      return;
    }
    consumer.commitAsync(
        offsets,
        (_, failure) -> {
          if (failure == null) {
            metrics.commit();
            // The trackers of now: a partition that has come back meanwhile has another one.
            positions.forEach(OffsetTracker::committed);
          } else {
            metrics.failedCommit();
            LOG.warn("a commit failed, the next one covers it: {}", failure.getMessage());
          }
        });
  }

  @Override
  public void now(Map<TopicPartition, OffsetTracker> trackers) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    trackers.forEach((partition, tracker) ->
        tracker
            .committable()
            .ifPresent(position -> offsets.put(partition, offset(partition, position))));
    if (offsets.isEmpty()) {
      return;
    }
    try {
      commit(offsets);
      metrics.commit();
    } catch (KafkaException e) {
      metrics.failedCommit();
      LOG.warn("the last commit failed, some records will be pushed again: {}", e.getMessage());
    }
  }

  /** A stop wakes the consumer up, and may hit the commit instead of the poll. */
  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    try {
      consumer.commitSync(offsets, PATIENCE);
    } catch (WakeupException _) {
      consumer.commitSync(offsets, PATIENCE);
    }
  }

  private OffsetAndMetadata offset(TopicPartition partition, Position position) {
    return new OffsetAndMetadata(
        position.offset(), position.leaderEpoch(), identities.metadata(partition));
  }
}
