package io.freshet.bridge.consume;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses a partition that holds too much, or whose records can go nowhere, and resumes it when half
 * of that is done. The buffer is shared evenly, so one partition cannot starve another; all of them
 * together cannot exceed it by more than a poll.
 */
final class Flow {
  /** Many times what is on the wire: more would only be copied by the collector. */
  private static final int MAX_RECORDS = 10_000;

  private static final int MIN_RECORDS = 500;

  private final Grip grip;
  private final long bufferBytes;
  private final Predicate<String> halted;

  /**
   * Regulates a consumer's partitions.
   *
   * @param bufferBytes that all partitions may hold together
   * @param halted whether a topic's records can go nowhere
   */
  Flow(Grip grip, long bufferBytes, Predicate<String> halted) {
    this.grip = grip;
    this.bufferBytes = bufferBytes;
    this.halted = halted;
  }

  /** Pauses and resumes as needed; says how many partitions are paused now. */
  int regulate(Map<TopicPartition, Lane> lanes) {
    int paused = 0;
    double share = 1.0 / Math.max(1, lanes.size());
    double all = (double) held(lanes) / bufferBytes;
    for (Map.Entry<TopicPartition, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      double full = fullness(entry.getKey(), lane, share, all);
      if (!lane.isPaused() && full >= 1.0) {
        lane.setPaused(grip.pause(entry.getKey()));
      } else if (lane.isPaused() && full <= 0.5) {
        lane.setPaused(!grip.resume(entry.getKey()));
      }
      paused += lane.isPaused() ? 1 : 0;
    }
    return paused;
  }

  /** A partition that holds nothing may always go on: what fills the buffer is then another's. */
  private double fullness(TopicPartition partition, Lane lane, double share, double all) {
    if (lane.tracker().openRecords() == 0) {
      return 0.0;
    }
    if (halted.test(partition.topic())) {
      return 1.0;
    }
    double records = lane.tracker().openRecords() / Math.max(MIN_RECORDS, MAX_RECORDS * share);
    double bytes = lane.tracker().heldBytes() / (bufferBytes * share);
    return Math.max(all, Math.max(records, bytes));
  }

  private static long held(Map<TopicPartition, Lane> lanes) {
    return lanes.values().stream().mapToLong(lane -> lane.tracker().heldBytes()).sum();
  }
}
