package io.freshet.bridge.consume;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The topic, by its id, in which the position of each of our partitions was taken. It goes along
 * with every commit, in what Kafka calls the offset's metadata. {@link Uuid#ZERO_UUID} stands for
 * "not known", as it does in Kafka.
 */
final class Identities {
  private static final String PREFIX = "topic-id=";

  private final Map<TopicPartition, Uuid> ids = new HashMap<>();

  void set(TopicPartition partition, Uuid id) {
    ids.put(partition, id);
  }

  Uuid get(TopicPartition partition) {
    return ids.getOrDefault(partition, Uuid.ZERO_UUID);
  }

  void forget(Collection<TopicPartition> partitions) {
    ids.keySet().removeAll(partitions);
  }

  /** For a commit. */
  String metadata(TopicPartition partition) {
    Uuid id = get(partition);
    return id.equals(Uuid.ZERO_UUID) ? "" : PREFIX + id;
  }

  /** The id in a commit: none in one by an older bridge, or by a tool. */
  static Uuid in(Optional<OffsetAndMetadata> committed) {
    try {
      return committed
          .map(OffsetAndMetadata::metadata)
          .filter(metadata -> metadata.startsWith(PREFIX))
          .map(metadata -> Uuid.fromString(metadata.substring(PREFIX.length())))
          .orElse(Uuid.ZERO_UUID);
    } catch (IllegalArgumentException _) {
      return Uuid.ZERO_UUID;
    }
  }
}
