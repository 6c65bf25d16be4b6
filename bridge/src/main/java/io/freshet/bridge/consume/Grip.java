package io.freshet.bridge.consume;

import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What is asked of the consumer for one partition. Under the {@code consumer} protocol the client
 * takes partitions away between two polls, when the broker has fenced the member, and calls the
 * listener from within the next one: until then a partition may look like ours and not be.
 */
final class Grip {
  private final Consumer<byte[], byte[]> consumer;

  Grip(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Whether it is paused now; false: it has left. */
  boolean pause(TopicPartition partition) {
    return holds(partition, () -> consumer.pause(List.of(partition)));
  }

  /** Whether it goes on now; false: it has left. */
  boolean resume(TopicPartition partition) {
    return holds(partition, () -> consumer.resume(List.of(partition)));
  }

  /** Whether it goes on at its beginning; false: it has left. */
  boolean seekToBeginning(TopicPartition partition) {
    return holds(partition, () -> consumer.seekToBeginning(List.of(partition)));
  }

  /** Whether it goes on there; false: it has left. */
  boolean seek(TopicPartition partition, OffsetAndMetadata to) {
    return holds(partition, () -> consumer.seek(partition, to));
  }

  /** Records not yet read; 0 where that is not known, or the partition has left. */
  long lag(TopicPartition partition) {
    var lag =
        new Object() {
          OptionalLong found = OptionalLong.empty();
        };
    holds(partition, () -> lag.found = consumer.currentLag(partition));
    return lag.found.orElse(0L);
  }

  private boolean holds(TopicPartition partition, Runnable call) {
    try {
      call.run();
      return true;
    } catch (IllegalStateException e) {
      if (consumer.assignment().contains(partition)) {
        throw e;
      }
      return false;
    }
  }
}
