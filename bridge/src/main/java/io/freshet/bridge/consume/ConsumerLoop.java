package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The one thread that owns the consumer. It polls, hands over, commits and regulates, and waits for
 * nothing else: whatever the server does, the group sees a live member.
 */
public final class ConsumerLoop implements Runnable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration POLL_WHILE_PAUSED = Duration.ofMillis(10);
  private static final long COMMIT_NANOS = 1_000_000_000L;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Subscription subscription;
  private final Assignment assignment;
  private final Commits commits;
  private final Flow flow;
  private final Resets resets;
  private final AtomicInteger paused = new AtomicInteger();
  private final AtomicInteger assigned = new AtomicInteger();
  private final AtomicLong openRecords = new AtomicLong();
  private final AtomicLong lag = new AtomicLong();
  private volatile boolean stopping;
  private long lastCommitNanos = System.nanoTime();

  /**
   * Makes the consumer; it connects when run.
   *
   * @param pipelines a new pipeline for a partition of the topic named
   */
  public ConsumerLoop(
      BridgeConfig config, Function<String, Records> pipelines, BridgeMetrics metrics) {
    this.consumer =
        new KafkaConsumer<>(
            properties(config.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.subscription = new Subscription(config);
    this.commits = new Commits(consumer, metrics);
    this.assignment = new Assignment(pipelines, config.delivery().drainTimeout(), commits, metrics);
    this.flow = new Flow(consumer, config.delivery().bufferBytes());
    this.resets = new Resets(consumer, assignment, metrics);
    metrics.gauge("freshet_bridge_paused_partitions", "Partitions paused", paused::get);
    metrics.gauge("freshet_bridge_assigned_partitions", "Partitions assigned", assigned::get);
    metrics.gauge("freshet_bridge_open_records", "Records read and not done", openRecords::get);
    metrics.gauge("freshet_bridge_lag_records", "Records not yet read", lag::get);
  }

  /** Runs until {@link #stop}; then drains, commits and leaves the group. */
  @Override
  public void run() {
    try (consumer) {
      subscription.begin(consumer, assignment);
      while (!stopping) {
        turn();
      }
    } catch (WakeupException _) {
      // stop() has interrupted a poll
    }
  }

  /** Asks the loop to end. From any thread. */
  public void stop() {
    stopping = true;
    consumer.wakeup();
  }

  /** Partitions that are ours. */
  public int assigned() {
    return assigned.get();
  }

  /** Records that have been read and are not done. */
  public long openRecords() {
    return openRecords.get();
  }

  private void turn() {
    handOver(poll());
    long now = System.nanoTime();
    if (now - lastCommitNanos >= COMMIT_NANOS) {
      lastCommitNanos = now;
      commits.soon(
          assignment.finished(Set.copyOf(assignment.lanes().keySet())), assignment::committed);
      lag.set(lag());
    }
    paused.set(flow.regulate(assignment.lanes()));
    assigned.set(assignment.lanes().size());
    openRecords.set(
        assignment.lanes().values().stream().mapToLong(lane -> lane.tracker().openRecords()).sum());
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(paused.get() > 0 ? POLL_WHILE_PAUSED : POLL);
    } catch (NoOffsetForPartitionException e) {
      resets.noOffset(e);
    } catch (LogTruncationException e) {
      resets.truncated(e);
    } catch (OffsetOutOfRangeException e) {
      resets.outOfRange(e);
    }
    return ConsumerRecords.empty();
  }

  private void handOver(ConsumerRecords<byte[], byte[]> records) {
    for (Map.Entry<TopicPartition, OffsetAndMetadata> next : records.nextOffsets().entrySet()) {
      Lane lane = assignment.lanes().get(next.getKey());
      if (lane != null) {
        OffsetAndMetadata end = next.getValue();
        lane.handOver(
            records.records(next.getKey()), new Position(end.offset(), end.leaderEpoch()));
      }
    }
  }

  private long lag() {
    return assignment.lanes().keySet().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0L))
        .sum();
  }

  /** The user's properties, those the guarantee needs, and defaults for what the user left out. */
  private static Map<String, Object> properties(Map<String, String> own) {
    Map<String, Object> properties = new HashMap<>(own);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "freshet-bridge");
    if (!"consumer".equals(own.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
      properties.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    return properties;
  }
}
