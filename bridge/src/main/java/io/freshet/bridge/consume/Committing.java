package io.freshet.bridge.consume;

import io.freshet.bridge.offsets.OffsetTracker;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What becomes of the done prefix of partitions. */
interface Committing {

  /** Commits in the background; the consumer's thread is told of success within a later poll. */
  void soon(Map<TopicPartition, OffsetTracker> trackers);

  /** Commits and waits, a few seconds at most: the partitions are about to leave. */
  void now(Map<TopicPartition, OffsetTracker> trackers);

  /** Nothing: whoever only looks leaves no trace. */
  record Never() implements Committing {
    @Override
    public void soon(Map<TopicPartition, OffsetTracker> trackers) {}

    @Override
    public void now(Map<TopicPartition, OffsetTracker> trackers) {}
  }
}
