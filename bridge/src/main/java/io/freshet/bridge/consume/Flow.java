package io.freshet.bridge.consume;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses a partition that holds too much, or whose records can go nowhere, and resumes it when some
 * of that is done. The buffer is shared evenly by the partitions that hold anything, so one of them
 * cannot starve another; all of them together cannot exceed it by more than a poll.
 */
final class Flow {
  /** What is on the wire at most, and as much behind it: more would only be copied by the GC. */
  private static final int TIMES_THE_WIRE = 2;

  /** Of a partition, for the share of one among many is less than a request. */
  private static final int MIN_RECORDS = 500;

  /** The rest has to last until a poll has brought more. */
  private static final double RESUME = 0.8;

  private final Grip grip;
  private final long bufferBytes;
  private final Sink sink;

  /**
   * All partitions together.
   *
   * @param share of the buffer, for each of those that can go on
   * @param mostRecords that may be held
   * @param full what part of what may be held is held
   */
  private record Sum(double share, double mostRecords, double full) {}

  /**
   * Regulates a consumer's partitions.
   *
   * @param bufferBytes that all partitions may hold together
   * @param sink says how much of it can go somewhere
   */
  Flow(Grip grip, long bufferBytes, Sink sink) {
    this.grip = grip;
    this.bufferBytes = bufferBytes;
    this.sink = sink;
  }

  /** Pauses and resumes as needed; says how many partitions are paused now. */
  int regulate(Map<TopicPartition, Lane> lanes) {
    int paused = 0;
    Sum all = sum(lanes);
    for (Map.Entry<TopicPartition, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      double full = fullness(entry.getKey(), lane, all);
      if (!lane.isPaused() && full >= 1.0) {
        lane.setPaused(grip.pause(entry.getKey()));
      } else if (lane.isPaused() && full <= RESUME) {
        lane.setPaused(!grip.resume(entry.getKey()));
      }
      paused += lane.isPaused() ? 1 : 0;
    }
    return paused;
  }

  /** What is halted waits for a person, and must not slow down the others: only its bytes count. */
  private Sum sum(Map<TopicPartition, Lane> lanes) {
    int busy = 0;
    int open = 0;
    for (Map.Entry<TopicPartition, Lane> entry : lanes.entrySet()) {
      int records = entry.getValue().tracker().openRecords();
      if (records > 0 && !sink.isHalted(entry.getKey().topic())) {
        busy++;
        open += records;
      }
    }
    double most = (double) TIMES_THE_WIRE * sink.wireRecords();
    double full = Math.max(held(lanes) / (double) bufferBytes, open / most);
    return new Sum(1.0 / Math.max(1, busy), most, full);
  }

  /** A partition that holds nothing may always go on: what fills the buffer is then another's. */
  private double fullness(TopicPartition partition, Lane lane, Sum all) {
    int open = lane.tracker().openRecords();
    if (open == 0) {
      return 0.0;
    }
    if (sink.isHalted(partition.topic())) {
      return 1.0;
    }
    double records = open / Math.max(MIN_RECORDS, all.mostRecords() * all.share());
    double bytes = lane.tracker().heldBytes() / (bufferBytes * all.share());
    return Math.max(all.full(), Math.max(records, bytes));
  }

  /** Bytes that all partitions hold. */
  static long held(Map<TopicPartition, Lane> lanes) {
    long held = 0;
    for (Lane lane : lanes.values()) {
      held += lane.tracker().heldBytes();
    }
    return held;
  }
}
