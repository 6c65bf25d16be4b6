package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads the dead-letter topic from where its group has come to until the end that it had at the
 * start; what is appended meanwhile is for the next time.
 */
public final class LetterLoop implements Loop {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final long TICK_NANOS = 1_000_000_000L;

  private final BridgeConfig config;
  private final Consumer<byte[], byte[]> consumer;
  private final PollBudget budget;
  private final Committing commits;
  private final Assignment assignment;
  private final Flow flow;
  private final RecreationWatch recreations;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final AtomicReference<Optional<Throwable>> broken =
      new AtomicReference<>(Optional.empty());
  private volatile boolean stopping;

  private LetterLoop(
      BridgeConfig config,
      Consumer<byte[], byte[]> consumer,
      PollBudget budget,
      Committing commits,
      Identities identities,
      Sink sink,
      BridgeMetrics metrics) {
    this.config = config;
    this.consumer = consumer;
    this.budget = budget;
    this.commits = commits;
    this.assignment =
        new Assignment(sink, config.delivery().drainTimeout(), commits, metrics, this::breakDown);
    var grip = new Grip(consumer);
    this.flow = new Flow(grip, config.delivery().bufferBytes(), sink, System::nanoTime);
    this.recreations =
        new RecreationWatch(
            consumer,
            new AdminTopicIds(AdminSettings.of(config)),
            identities,
            assignment,
            grip,
            new Resets(consumer, grip, assignment, metrics),
            ConsumerSettings.metadataAge(config));
  }

  /** A loop that commits what is done to a group of its own. */
  public static LetterLoop committing(
      BridgeConfig config, String group, Sink sink, BridgeMetrics metrics) {
    var budget = new PollBudget(config);
    var consumer = budget.consumer(ConsumerSettings.ofLetters(config, group));
    var identities = new Identities();
    var commits = new Commits(consumer, identities, metrics);
    return new LetterLoop(config, consumer, budget, commits, identities, sink, metrics);
  }

  /** A loop that only looks at what the other one would read. */
  public static LetterLoop looking(
      BridgeConfig config, String group, Sink sink, BridgeMetrics metrics) {
    var budget = new PollBudget(config);
    var consumer = budget.consumer(ConsumerSettings.ofLetters(config, group));
    var commits = new Committing.Never();
    return new LetterLoop(config, consumer, budget, commits, new Identities(), sink, metrics);
  }

  /**
   * Runs until the end or {@link #stop}.
   *
   * @param tick is told about once a second, and at the end, how many letters are left
   * @throws BrokerFailure when the broker does not let it go on
   */
  public void run(Tick tick) {
    try {
      begin();
      long lastTick = System.nanoTime();
      while (!stopping && left() > 0) {
        handOver(budget.poll(consumer, POLL));
        flow.regulate(assignment.lanes());
        if (System.nanoTime() - lastTick > TICK_NANOS) {
          lastTick = System.nanoTime();
          recreations.turn(lastTick);
          commits.soon(assignment.trackers());
          tick.left(left());
        }
      }
    } catch (WakeupException _) {
      // stop() has interrupted a poll
    } catch (KafkaException e) {
      throw new BrokerFailure(e, config);
    } finally {
      long left = left();
      try {
        assignment.releaseAll();
      } finally {
        consumer.close(CloseOptions.timeout(CLOSE));
        recreations.close();
        tick.left(left);
      }
    }
    broken
        .get()
        .ifPresent(bug -> {
          throw new IllegalStateException("a bug in freshet-bridge: " + bug, bug);
        });
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Tick {
    void left(long letters);
  }

  @Override
  public void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void breakDown(Throwable bug) {
    broken.updateAndGet(first -> first.isPresent() ? first : Optional.of(bug));
    stop();
  }

  private void begin() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(config.deadLetters().topic(), PATIENCE).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    ends.putAll(consumer.endOffsets(partitions, PATIENCE));
    recreations.onPartitionsAssigned(partitions);
    assignment
        .lanes()
        .forEach((partition, lane) ->
            lane.handOver(
                List.of(), new Position(consumer.position(partition, PATIENCE), Optional.empty())));
  }

  /** Letters before the end that are not done. */
  private long left() {
    long left = 0;
    for (Map.Entry<TopicPartition, Lane> entry : assignment.lanes().entrySet()) {
      long position = entry.getValue().tracker().position();
      entry.getValue().tracker().committable(); // lets go of what is done
      left +=
          Math.max(0, end(entry.getKey()) - position) + entry.getValue().tracker().openRecords();
    }
    return left;
  }

  private long end(TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  private void handOver(ConsumerRecords<byte[], byte[]> records) {
    for (Map.Entry<TopicPartition, OffsetAndMetadata> next : records.nextOffsets().entrySet()) {
      long end = end(next.getKey());
      Lane lane = assignment.lanes().get(next.getKey());
      if (lane == null || lane.tracker().position() >= end) {
        continue;
      }
      List<ConsumerRecord<byte[], byte[]>> before =
          records.records(next.getKey()).stream().filter(letter -> letter.offset() < end).toList();
      OffsetAndMetadata to = next.getValue();
      lane.handOver(
          before,
          to.offset() > end
              ? new Position(end, Optional.empty())
              : new Position(to.offset(), to.leaderEpoch()));
    }
  }
}
