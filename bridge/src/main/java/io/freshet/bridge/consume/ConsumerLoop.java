package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Position;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the consumer. It polls, hands over, commits and regulates, and waits for
 * nothing else: whatever the server does, the group sees a live member.
 */
public final class ConsumerLoop implements Loop {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final long COMMIT_NANOS = 1_000_000_000L;

  private final Consumer<byte[], byte[]> consumer;
  private final BridgeConfig config;
  private final Subscription subscription;
  private final Assignment assignment;
  private final Commits commits;
  private final Flow flow;
  private final RecreationWatch recreations;
  private final Polls polls;
  private final Vantage vantage;
  private final AtomicReference<Optional<Throwable>> broken =
      new AtomicReference<>(Optional.empty());
  private volatile boolean stopping;
  private long lastCommitNanos = System.nanoTime();
  private int paused;
  private final PollTime pollTime = new PollTime();

  /** Makes the consumer; it connects when run. */
  public ConsumerLoop(BridgeConfig config, Sink sink, BridgeMetrics metrics, InstantSource clock) {
    this(new PollBudget(config), config, sink, metrics, clock);
  }

  private ConsumerLoop(
      PollBudget budget,
      BridgeConfig config,
      Sink sink,
      BridgeMetrics metrics,
      InstantSource clock) {
    this(
        budget.consumer(ConsumerSettings.of(config)),
        budget,
        new AdminTopicIds(AdminSettings.of(config)),
        config,
        sink,
        metrics,
        clock);
  }

  ConsumerLoop(
      Consumer<byte[], byte[]> consumer,
      PollBudget budget,
      TopicIds topicIds,
      BridgeConfig config,
      Sink sink,
      BridgeMetrics metrics,
      InstantSource clock) {
    this.consumer = consumer;
    this.config = config;
    this.subscription = new Subscription(config);
    var identities = new Identities();
    this.commits = new Commits(consumer, identities, metrics);
    this.assignment =
        new Assignment(sink, config.delivery().drainTimeout(), commits, metrics, this::breakDown);
    var grip = new Grip(consumer);
    this.flow = new Flow(grip, config.delivery().bufferBytes(), sink, System::nanoTime);
    var resets = new Resets(consumer, grip, assignment, metrics);
    this.recreations =
        new RecreationWatch(
            consumer,
            topicIds,
            identities,
            assignment,
            grip,
            resets,
            ConsumerSettings.metadataAge(config));
    this.polls = new Polls(consumer, budget, resets, recreations);
    var silence =
        new Silence(
            new ClientFigure(consumer, "incoming-byte-total")::value,
            config.kafka().getOrDefault("bootstrap.servers", ""));
    this.vantage = new Vantage(clock, grip, new Membership(consumer), silence, metrics);
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
      subscription.begin(consumer, recreations);
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

  @Override
  public void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void breakDown(Throwable bug) {
    LOG.error("a bug in freshet-bridge; ending, nothing is lost", bug);
    broken.updateAndGet(first -> first.isPresent() ? first : Optional.of(bug));
    stop();
  }

  /** What others may know of it while it runs. */
  public Progress progress() {
    return vantage;
  }

  Assignment assignment() {
    return assignment;
  }

  private void turn() {
    handOver(polls.next(patience()));
    long now = System.nanoTime();
    if (now - lastCommitNanos >= COMMIT_NANOS) {
      lastCommitNanos = now;
      recreations.turn(now);
      commits.soon(assignment.trackers());
      vantage.observe(assignment.lanes());
    } else if (vantage.partitions().size() != assignment.lanes().size()) {
      vantage.observe(assignment.lanes());
    }
    paused = flow.regulate(assignment.lanes());
  }

  private Duration patience() {
    return pollTime.next(paused, Flow.held(assignment.lanes()));
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

  /** Drained here and not by the close, which would give our callbacks a time limit of its own. */
  private void leave() {
    try {
      assignment.releaseAll();
    } finally {
      vantage.leave();
      close();
    }
  }

  private void close() {
    try {
      consumer.close(CloseOptions.timeout(CLOSE));
    } catch (KafkaException e) {
      LOG.warn("the consumer did not close in order: {}", e.getMessage());
    } finally {
      recreations.close();
    }
  }
}
