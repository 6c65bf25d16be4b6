package io.freshet.bridge.consume;

import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits positions. A commit that fails costs repeated work later and no data, so none is retried
 * here: the next one says the same and more.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BridgeMetrics metrics;

  Commits(KafkaConsumer<byte[], byte[]> consumer, BridgeMetrics metrics) {
    this.consumer = consumer;
    this.metrics = metrics;
  }

  /** Commits in the background; the consumer's thread is told of success within a later poll. */
  void soon(
      Map<TopicPartition, Position> positions, Consumer<Map<TopicPartition, Position>> stored) {
    if (positions.isEmpty()) {
      return;
    }
    consumer.commitAsync(
        offsets(positions),
        (_, failure) -> {
          if (failure == null) {
            metrics.commit();
            stored.accept(positions);
          } else {
            LOG.warn("a commit failed, the next one covers it: {}", failure.getMessage());
          }
        });
  }

  /** Commits and waits, a few seconds at most: the partitions are about to leave. */
  void now(Map<TopicPartition, Position> positions) {
    if (positions.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets(positions), PATIENCE);
      metrics.commit();
    } catch (KafkaException e) {
      LOG.warn("the last commit failed, some records will be pushed again: {}", e.getMessage());
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Map<TopicPartition, Position> positions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach((partition, position) ->
        offsets.put(
            partition, new OffsetAndMetadata(position.offset(), position.leaderEpoch(), "")));
    return offsets;
  }
}
