package io.freshet.bridge.consume;

import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses a partition that holds too much, or whose records can go nowhere, and resumes it when some
 * of that is done. The buffer is shared evenly by the partitions that hold anything, so one of them
 * cannot starve another; all of them together cannot exceed it by more than a poll.
 */
final class Flow {
  /** What is on the wire at most, and as much behind it: more would only be copied by the GC. */
  private static final int TIMES_THE_WIRE = 2;

  /** Two polls' worth of a partition, and four of all: else none could go on while one waits. */
  private static final int MIN_RECORDS = 1_000;

  private static final int MIN_OF_ALL = 2_000;

  /** The rest has to last until a poll has brought more. */
  private static final double RESUME = 0.8;

  /**
   * For so long what holds nothing pauses with the others. The broker has one fetch of ours at a
   * time: one of partitions at their ends alone would wait there, and keep from the others what
   * they want as soon as they go on.
   */
  private static final long TOGETHER_NANOS = 100_000_000L;

  private final Grip grip;
  private final long bufferBytes;
  private final Sink sink;
  private final LongSupplier nanoTime;
  private boolean isFull;
  private long fullSinceNanos;

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
  Flow(Grip grip, long bufferBytes, Sink sink, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.grip = grip;
    this.bufferBytes = bufferBytes;
    this.sink = sink;
  }

  /** Pauses and resumes as needed; says how many partitions are paused now. */
  int regulate(Map<TopicPartition, Lane> lanes) {
    int paused = 0;
    Sum all = sum(lanes);
    watch(all.full());
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

  private void watch(double full) {
    if (!isFull && full >= 1.0) {
      isFull = true;
      fullSinceNanos = nanoTime.getAsLong();
    } else if (full <= RESUME) {
      isFull = false;
    }
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
    double most = Math.max(MIN_OF_ALL, (double) TIMES_THE_WIRE * sink.wireRecords());
    double full = Math.max(held(lanes) / (double) bufferBytes, open / most);
    return new Sum(1.0 / Math.max(1, busy), most, full);
  }

  /**
   * A partition that holds nothing may go on before long: what fills the buffer is then another's.
   */
  private double fullness(TopicPartition partition, Lane lane, Sum all) {
    int open = lane.tracker().openRecords();
    if (open == 0) {
      return isFull && nanoTime.getAsLong() - fullSinceNanos < TOGETHER_NANOS ? 1.0 : 0.0;
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
