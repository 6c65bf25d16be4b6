package io.freshet.bridge.consume;

import io.freshet.bridge.event.Origin;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.OffsetTracker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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

  /** What has been cancelled needs a moment to notice. */
  private static final Duration JOIN = Duration.ofSeconds(1);

  private final Map<TopicPartition, Lane> lanes = new HashMap<>();
  private final Sink sink;
  private final Duration drainTimeout;
  private final Committing commits;
  private final BridgeMetrics metrics;
  private final Consumer<Throwable> breakdown;

  /**
   * Starts with nothing.
   *
   * @param breakdown is told of a bug in a lane
   */
  Assignment(
      Sink sink,
      Duration drainTimeout,
      Committing commits,
      BridgeMetrics metrics,
      Consumer<Throwable> breakdown) {
    this.sink = sink;
    this.drainTimeout = drainTimeout;
    this.commits = commits;
    this.metrics = metrics;
    this.breakdown = breakdown;
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
    release(partitions);
  }

  /** Somebody else's already: what we would commit could undo their progress. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warn("lost {}: nothing is committed for them", partitions);
    metrics.lost(partitions.size());
    List<Lane> leaving = leaving(partitions);
    leaving.forEach(lane -> lane.tracker().forget());
    leaving.forEach(Lane::stop);
    joinRest(leaving);
    lanes.keySet().removeAll(partitions);
  }

  /** Gives all partitions back: drain, commit, forget. */
  void releaseAll() {
    release(Set.copyOf(lanes.keySet()));
  }

  /**
   * Starts a partition anew, at smaller offsets than before. What has been read of it goes on to
   * the server, and moves nothing.
   */
  void restart(TopicPartition partition) {
    Lane before = lanes.remove(partition);
    Lane anew = open(partition);
    if (before != null) {
      anew.setPaused(before.isPaused()); // the consumer's pause outlives a seek
      before.retire();
    }
  }

  /** The trackers of all partitions. */
  Map<TopicPartition, OffsetTracker> trackers() {
    Map<TopicPartition, OffsetTracker> trackers = new HashMap<>();
    lanes.forEach((partition, lane) -> trackers.put(partition, lane.tracker()));
    return trackers;
  }

  private void release(Collection<TopicPartition> partitions) {
    List<Lane> leaving = leaving(partitions);
    if (leaving.isEmpty()) {
      return;
    }
    LOG.info("giving back {}", partitions);
    leaving.forEach(Lane::stop);
    await(leaving, Lane::join, JOIN);
    sink.flush(); // it has smaller offsets than some that are under way
    leaving.forEach(lane -> lane.tracker().forget());
    awaitWire(leaving);
    joinRest(leaving);
    Map<TopicPartition, OffsetTracker> trackers = trackers();
    trackers.keySet().retainAll(partitions);
    commits.now(trackers);
    lanes.keySet().removeAll(partitions);
  }

  private List<Lane> leaving(Collection<TopicPartition> partitions) {
    List<Lane> leaving = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.get(partition);
      if (lane != null) {
        leaving.add(lane);
      }
    }
    return leaving;
  }

  /** Waits for what is on the wire, all together at most the drain timeout. */
  private void awaitWire(List<Lane> leaving) {
    if (!await(leaving, Lane::await, drainTimeout)) {
      LOG.warn(
          "requests still unanswered after {}; their records will be pushed again", drainTimeout);
    }
  }

  /** Cancels whatever is left and waits for it to end. */
  private void joinRest(List<Lane> leaving) {
    sink.cancelForgotten();
    await(leaving, Lane::await, JOIN);
  }

  private interface Wait {
    boolean await(Lane lane, Duration atMost) throws InterruptedException;
  }

  /** All of them together at most so long. */
  private static boolean await(List<Lane> leaving, Wait wait, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean ended = true;
    try {
      for (Lane lane : leaving) {
        ended &= wait.await(lane, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
      return ended;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Lane open(TopicPartition partition) {
    var origin = new Origin(partition.topic(), partition.partition());
    var lane = new Lane(origin, sink.open(origin), breakdown);
    lanes.put(partition, lane);
    return lane;
  }
}
