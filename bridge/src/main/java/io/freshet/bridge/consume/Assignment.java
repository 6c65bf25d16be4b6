package io.freshet.bridge.consume;

import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that are ours, each with its lane. Called by the consumer's thread only, from
 * within the poll where the group rebalances.
 */
final class Assignment implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

  private final Map<TopicPartition, Lane> lanes = new HashMap<>();
  private final Function<String, Records> pipelines;
  private final Duration drainTimeout;
  private final Commits commits;
  private final BridgeMetrics metrics;

  /**
   * Starts with nothing.
   *
   * @param pipelines a new pipeline for a partition of the topic named
   */
  Assignment(
      Function<String, Records> pipelines,
      Duration drainTimeout,
      Commits commits,
      BridgeMetrics metrics) {
    this.pipelines = pipelines;
    this.drainTimeout = drainTimeout;
    this.commits = commits;
    this.metrics = metrics;
  }

  Map<TopicPartition, Lane> lanes() {
    return lanes;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.info("assigned {}", partitions);
    metrics.rebalance();
    partitions.forEach(this::open);
  }

  /** Ours until this returns: drain, commit, forget. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    LOG.info("revoked {}", partitions);
    drain(partitions);
    commits.now(finished(partitions));
    partitions.forEach(this::forget);
  }

  /** Somebody else's already: what we would commit could undo their progress. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warn("lost {}: nothing is committed for them", partitions);
    partitions.forEach(this::forget);
  }

  /** Gives a partition a new lane: the consumer goes on somewhere else in the log. */
  void restart(TopicPartition partition) {
    forget(partition);
    open(partition);
  }

  /** The positions that may be committed now. */
  Map<TopicPartition, Position> finished(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Position> finished = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.get(partition);
      if (lane != null) {
        lane.tracker().committable().ifPresent(position -> finished.put(partition, position));
      }
    }
    return finished;
  }

  /** Says that the broker has stored these positions. */
  void committed(Map<TopicPartition, Position> positions) {
    positions.forEach((partition, position) -> {
      Lane lane = lanes.get(partition);
      if (lane != null) {
        lane.tracker().committed(position);
      }
    });
  }

  /** Stops the lanes and waits for what is on the wire, all together at most the drain timeout. */
  private void drain(Collection<TopicPartition> partitions) {
    long deadline = System.nanoTime() + drainTimeout.toNanos();
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.get(partition);
      if (lane != null) {
        lane.stop();
      }
    }
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.get(partition);
      if (lane != null) {
        awaitWire(partition, lane, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
    }
  }

  private static void awaitWire(TopicPartition partition, Lane lane, Duration left) {
    try {
      if (!lane.tracker().awaitWire(left)) {
        LOG.warn("{}: requests still unanswered; their records will be pushed again", partition);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void open(TopicPartition partition) {
    lanes.put(partition, new Lane(partition, pipelines.apply(partition.topic())));
  }

  private void forget(TopicPartition partition) {
    Lane lane = lanes.remove(partition);
    if (lane != null) {
      lane.stop();
      lane.tracker().forget();
    }
  }
}
