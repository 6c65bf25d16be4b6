package io.freshet.bridge.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a topic was deleted and made anew. An offset of the old one says nothing about the
 * new one, and as soon as that is long enough no error tells: its first records would be skipped.
 *
 * <p>The id is asked for before a position is taken, so it may be older than the position and never
 * newer: what was read in between from a new topic is read once more when its id is seen, and
 * nothing of it is passed over. Until a partition's id is known it is not read.
 */
final class RecreationWatch implements ConsumerRebalanceListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecreationWatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicIds ids;
  private final Identities identities;
  private final Assignment assignment;
  private final Grip grip;
  private final Resets resets;
  private final long periodNanos;
  private final Set<TopicPartition> unknown = new HashSet<>();
  private CompletableFuture<Map<String, Uuid>> look = none();
  private long lastLookNanos = System.nanoTime();

  /**
   * Stands between the consumer and the assignment.
   *
   * @param identities where the ids are kept for the commits
   * @param period of the looks at the topics of a partition that stays
   */
  RecreationWatch(
      Consumer<byte[], byte[]> consumer,
      TopicIds ids,
      Identities identities,
      Assignment assignment,
      Grip grip,
      Resets resets,
      Duration period) {
    this.consumer = consumer;
    this.ids = ids;
    this.identities = identities;
    this.assignment = assignment;
    this.grip = grip;
    this.resets = resets;
    this.periodNanos = period.toNanos();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assignment.onPartitionsAssigned(partitions);
    if (!partitions.isEmpty()) {
      identify(Set.copyOf(partitions));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    assignment.onPartitionsRevoked(partitions);
    forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    assignment.onPartitionsLost(partitions);
    forget(partitions);
  }

  /** Looks again when it is time to. Called about once a second; waits only for what is new. */
  void turn(long nowNanos) {
    if (!unknown.isEmpty()) {
      identify(Set.copyOf(unknown));
    }
    if (look.isDone()) {
      seen();
    }
    if (nowNanos - lastLookNanos >= periodNanos && !assignment.lanes().isEmpty()) {
      lastLookNanos = nowNanos;
      look = ids.of(topics(assignment.lanes().keySet()));
    }
  }

  /** Whether some of these partitions belong to another topic now; those then begin anew. */
  boolean explains(Set<TopicPartition> outOfRange) {
    look = none();
    try {
      return compare(outOfRange, ids.now(topics(outOfRange), PATIENCE));
    } catch (ExecutionException | TimeoutException _) {
      return false; // the regular look will tell
    }
  }

  @Override
  public void close() {
    ids.close();
  }

  private void seen() {
    try {
      compare(assignment.lanes().keySet(), look.join());
    } catch (CompletionException e) {
      LOG.warn("whether topics were made anew is not known, looking again: {}", e.getMessage());
    }
    look = none();
  }

  private void identify(Set<TopicPartition> partitions) {
    look = none(); // what is under way may be older than what is learnt here
    try {
      Map<String, Uuid> now = ids.now(topics(partitions), PATIENCE);
      Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, PATIENCE);
      for (TopicPartition partition : partitions) {
        Uuid id = now.get(partition.topic());
        if (id == null) {
          hold(partition);
        } else {
          identified(partition, id, Identities.in(Optional.ofNullable(committed.get(partition))));
        }
      }
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn(
          "which topics these are is not known, not reading yet: {}: {}", partitions, e.toString());
      partitions.forEach(this::hold);
    }
  }

  private void identified(TopicPartition partition, Uuid id, Uuid committed) {
    identities.set(partition, id);
    if (areTwo(committed, id)) {
      resets.recreated(partition);
    }
    if (unknown.remove(partition)) {
      grip.resume(partition);
    }
  }

  private void hold(TopicPartition partition) {
    if (unknown.add(partition)) {
      grip.pause(partition);
    }
  }

  private boolean compare(Collection<TopicPartition> partitions, Map<String, Uuid> now) {
    boolean found = false;
    for (TopicPartition partition : Set.copyOf(partitions)) {
      Uuid id = now.getOrDefault(partition.topic(), Uuid.ZERO_UUID);
      if (areTwo(identities.get(partition), id)) {
        identities.set(partition, id);
        resets.recreated(partition);
        found = true;
      }
    }
    return found;
  }

  private static boolean areTwo(Uuid before, Uuid now) {
    return !before.equals(Uuid.ZERO_UUID) && !now.equals(Uuid.ZERO_UUID) && !before.equals(now);
  }

  private void forget(Collection<TopicPartition> partitions) {
    identities.forget(partitions);
    unknown.removeAll(Set.copyOf(partitions));
  }

  private static CompletableFuture<Map<String, Uuid>> none() {
    return new CompletableFuture<>();
  }

  private static Set<String> topics(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
  }
}
