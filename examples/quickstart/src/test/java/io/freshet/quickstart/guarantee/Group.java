package io.freshet.quickstart.guarantee;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;

/** Asks the broker about the bridges' group; while the broker is away, there is no answer. */
final class Group implements AutoCloseable {
  private final Admin admin;
  private final String name;

  Group(String bootstrapServers, String name) {
    this.name = name;
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", "2000",
                "default.api.timeout.ms", "3000",
                "reconnect.backoff.max.ms", "200"));
  }

  /** What the group has committed now. */
  Optional<Offsets> committed() {
    return answer(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata())
        .map(offsets -> {
          Map<Integer, Long> committed = new HashMap<>();
          offsets.forEach((partition, offset) -> {
            if (offset != null) {
              committed.put(partition.partition(), offset.offset());
            }
          });
          return new Offsets(System.nanoTime(), Map.copyOf(committed));
        });
  }

  /** How many members the broker counts. */
  Optional<Integer> members() {
    return description().map(group -> group.members().size());
  }

  /** Whether it has that many members, and no rebalance is under way. */
  boolean stableWith(int members) {
    return description()
        .filter(group -> group.groupState() == GroupState.STABLE)
        .filter(group -> group.members().size() == members)
        .isPresent();
  }

  /** Whether a client is a member and has partitions. */
  boolean hasGivenPartitionsTo(String client) {
    return description().stream()
        .flatMap(group -> group.members().stream())
        .filter(member -> member.clientId().equals(client))
        .anyMatch(member -> !member.assignment().topicPartitions().isEmpty());
  }

  private Optional<ConsumerGroupDescription> description() {
    return answer(admin.describeConsumerGroups(List.of(name)).all()).map(all -> all.get(name));
  }

  private static <T> Optional<T> answer(KafkaFuture<T> future) {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException notNow) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
