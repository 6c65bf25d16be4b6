package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.metrics.BridgeMetrics.Gauge;
import io.freshet.bridge.offsets.Position;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the consumer. It polls, hands over, commits and regulates, and waits for
 * nothing else: whatever the server does, the group sees a live member.
 */
public final class ConsumerLoop implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration POLL_WHILE_DRAINING = Duration.ofMillis(10);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final long COMMIT_NANOS = 1_000_000_000L;

  private final Consumer<byte[], byte[]> consumer;
  private final BridgeConfig config;
  private final Subscription subscription;
  private final Assignment assignment;
  private final Commits commits;
  private final Grip grip;
  private final Flow flow;
  private final Resets resets;
  private final Membership membership;
  private final InstantSource clock;
  private final AtomicReference<Optional<Throwable>> broken =
      new AtomicReference<>(Optional.empty());
  private volatile List<PartitionState> states = List.of();
  private volatile boolean member;
  private volatile long lastTurnMillis;
  private volatile boolean stopping;
  private long lastCommitNanos = System.nanoTime();
  private int paused;
  private long heldBytes;

  /** Makes the consumer; it connects when run. */
  public ConsumerLoop(BridgeConfig config, Sink sink, BridgeMetrics metrics, InstantSource clock) {
    this(
        new KafkaConsumer<>(
            ConsumerSettings.of(config), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        config,
        sink,
        metrics,
        clock);
  }

  ConsumerLoop(
      Consumer<byte[], byte[]> consumer,
      BridgeConfig config,
      Sink sink,
      BridgeMetrics metrics,
      InstantSource clock) {
    this.consumer = consumer;
    this.config = config;
    this.subscription = new Subscription(config);
    this.clock = clock;
    this.commits = new Commits(consumer, metrics);
    this.assignment =
        new Assignment(sink, config.delivery().drainTimeout(), commits, metrics, this::breakDown);
    this.grip = new Grip(consumer);
    this.flow = new Flow(grip, config.delivery().bufferBytes(), sink::isHalted);
    this.resets = new Resets(consumer, grip, assignment, metrics);
    this.membership = new Membership(consumer);
    this.lastTurnMillis = clock.millis();
    metrics.gauge(Gauge.ASSIGNED, () -> states.size());
    metrics.gauge(Gauge.PAUSED, () -> states.stream().filter(PartitionState::paused).count());
    metrics.gauge(
        Gauge.OPEN_RECORDS, () -> states.stream().mapToLong(PartitionState::openRecords).sum());
    metrics.gauge(
        Gauge.HELD_BYTES, () -> states.stream().mapToLong(PartitionState::heldBytes).sum());
    metrics.gauge(Gauge.LAG_RECORDS, () -> states.stream().mapToLong(PartitionState::lag).sum());
    metrics.gauge(Gauge.LAG_SECONDS, this::lagSeconds);
  }

  /**
   * Runs until {@link #stop}; then drains, commits and leaves the group, within the drain timeout
   * and a few seconds.
   *
   * @throws BrokerFailure when the client cannot go on
   * @throws IllegalStateException when a bug of ours has stopped a part of the bridge
   */
  public void run() {
    try {
      subscription.begin(consumer, assignment);
      while (!stopping) {
        turn();
      }
    } catch (WakeupException _) {
      // stop() has interrupted a poll
    } catch (KafkaException e) {
      throw new BrokerFailure(e, config);
    } finally {
      leave();
    }
    broken
        .get()
        .ifPresent(bug -> {
          throw new IllegalStateException("a bug in freshet-bridge: " + bug, bug);
        });
  }

  /** Asks the loop to end. From any thread. */
  public void stop() {
    stopping = true;
    consumer.wakeup();
  }

  /** Ends the loop, and with it the program: part of the bridge does not work any more. */
  public void breakDown(Throwable bug) {
    LOG.error("a bug in freshet-bridge; ending, nothing is lost", bug);
    broken.updateAndGet(first -> first.isPresent() ? first : Optional.of(bug));
    stop();
  }

  @Override
  public List<PartitionState> partitions() {
    return states;
  }

  @Override
  public boolean isMember() {
    return member;
  }

  @Override
  public long lastTurnMillis() {
    return lastTurnMillis;
  }

  Assignment assignment() {
    return assignment;
  }

  private void turn() {
    handOver(poll());
    long now = System.nanoTime();
    if (now - lastCommitNanos >= COMMIT_NANOS) {
      lastCommitNanos = now;
      commits.soon(assignment.trackers());
      observe();
    } else if (states.size() != assignment.lanes().size()) {
      observe();
    }
    paused = flow.regulate(assignment.lanes());
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(patience());
    } catch (NoOffsetForPartitionException e) {
      resets.noOffset(e);
    } catch (LogTruncationException e) {
      resets.truncated(e);
    } catch (OffsetOutOfRangeException e) {
      outOfRange(e);
    } catch (KafkaException e) {
      if (!Passing.is(e)) {
        throw e;
      }
      LOG.warn("a poll has failed, polling on: {}", e.getMessage());
    }
    return ConsumerRecords.empty();
  }

  private void outOfRange(OffsetOutOfRangeException e) {
    try {
      resets.outOfRange(e);
    } catch (RetriableException again) {
      LOG.warn("the broker does not answer, asking again: {}", again.getMessage());
    }
  }

  /** A partition that is paused wants to go on as soon as it can; while nothing moves, no hurry. */
  private Duration patience() {
    if (paused == 0) {
      return POLL;
    }
    long before = heldBytes;
    heldBytes =
        assignment.lanes().values().stream().mapToLong(lane -> lane.tracker().heldBytes()).sum();
    return heldBytes == before ? POLL : POLL_WHILE_DRAINING;
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

  private void observe() {
    long now = clock.millis();
    lastTurnMillis = now;
    member = membership.isMember();
    states =
        assignment.lanes().entrySet().stream()
            .map(entry -> entry.getValue().state(now, grip.lag(entry.getKey())))
            .toList();
  }

  private double lagSeconds() {
    long oldest =
        states.stream()
            .mapToLong(PartitionState::oldestOpenMillis)
            .filter(millis -> millis >= 0)
            .min()
            .orElse(Long.MAX_VALUE);
    return oldest == Long.MAX_VALUE ? 0.0 : Math.max(0L, clock.millis() - oldest) / 1_000.0;
  }

  /** Drained here and not by the close, which would give our callbacks a time limit of its own. */
  private void leave() {
    try {
      assignment.releaseAll();
    } finally {
      states = List.of();
      member = false;
      close();
    }
  }

  private void close() {
    try {
      consumer.close(CloseOptions.timeout(CLOSE));
    } catch (KafkaException e) {
      LOG.warn("the consumer did not close in order: {}", e.getMessage());
    }
  }
}
