package io.freshet.bridge.consume;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses a partition that holds too much and resumes it when half of that is done. The buffer is
 * shared evenly, so one partition cannot starve another.
 */
final class Flow {
  private static final int MAX_RECORDS = 64_000;
  private static final int MIN_RECORDS = 500;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final long bufferBytes;

  Flow(KafkaConsumer<byte[], byte[]> consumer, long bufferBytes) {
    this.consumer = consumer;
    this.bufferBytes = bufferBytes;
  }

  /** Pauses and resumes as needed; says how many partitions are paused now. */
  int regulate(Map<TopicPartition, Lane> lanes) {
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    int paused = 0;
    double share = 1.0 / Math.max(1, lanes.size());
    for (Map.Entry<TopicPartition, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      double full = fullness(lane, share);
      if (!lane.isPaused() && full >= 1.0) {
        lane.setPaused(true);
        pause.add(entry.getKey());
      } else if (lane.isPaused() && full <= 0.5) {
        lane.setPaused(false);
        resume.add(entry.getKey());
      }
      paused += lane.isPaused() ? 1 : 0;
    }
    consumer.pause(pause);
    consumer.resume(resume);
    return paused;
  }

  private double fullness(Lane lane, double share) {
    double records = lane.tracker().openRecords() / Math.max(MIN_RECORDS, MAX_RECORDS * share);
    double bytes = lane.tracker().openBytes() / (bufferBytes * share);
    return Math.max(records, bytes);
  }
}
