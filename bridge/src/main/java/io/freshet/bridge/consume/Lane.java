package io.freshet.bridge.consume;

import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.OffsetTracker;
import io.freshet.bridge.offsets.Position;
import io.freshet.bridge.offsets.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition for as long as it is ours: its tracker, and the virtual thread that takes its
 * records through the pipeline in their order. What blocks there holds up no other partition, and
 * never the poll.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Origin origin;
  private final Records pipeline;
  private final OffsetTracker tracker = new OffsetTracker();
  private final BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean paused;

  /** Records of one poll with their slots, index by index. */
  private record Chunk(List<ConsumerRecord<byte[], byte[]>> records, List<Slot> slots) {}

  Lane(TopicPartition partition, Records pipeline) {
    this.origin = new Origin(partition.topic(), partition.partition());
    this.pipeline = pipeline;
    this.thread = Thread.ofVirtual().name("lane-" + origin).start(this::work);
  }

  OffsetTracker tracker() {
    return tracker;
  }

  /** Opens a slot for every record and hands them to the lane's thread. */
  void handOver(List<ConsumerRecord<byte[], byte[]>> records, Position next) {
    List<Slot> slots = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      slots.add(tracker.open(record.offset(), record.leaderEpoch().orElse(-1), size(record)));
    }
    tracker.polledTo(next);
    if (!records.isEmpty()) {
      chunks.add(new Chunk(records, slots));
    }
  }

  boolean isPaused() {
    return paused;
  }

  void setPaused(boolean paused) {
    this.paused = paused;
  }

  /** Starts no further record. What is on its way goes on. */
  void stop() {
    thread.interrupt();
    chunks.clear();
  }

  private void work() {
    try {
      while (!Thread.interrupted()) {
        Chunk chunk = chunks.take();
        for (int i = 0;
            i < chunk.records().size() && !Thread.currentThread().isInterrupted();
            i++) {
          pipeline.accept(source(chunk.records().get(i)), chunk.slots().get(i));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // stopped
    } catch (RuntimeException e) {
      // A bug of ours: the partition stands still, is not committed, and is seen to be stuck.
      LOG.error(
          "{}: a bug in freshet-bridge has stopped this partition; restart to retry", origin, e);
    }
  }

  private SourceRecord source(ConsumerRecord<byte[], byte[]> record) {
    return new SourceRecord(
        origin, record.offset(), record.timestamp(), record.key(), record.value(), headers(record));
  }

  private static List<SourceHeader> headers(ConsumerRecord<byte[], byte[]> record) {
    Header[] headers = record.headers().toArray();
    if (headers.length == 0) {
      return List.of();
    }
    List<SourceHeader> copies = new ArrayList<>(headers.length);
    for (Header header : headers) {
      copies.add(new SourceHeader(header.key(), header.value()));
    }
    return copies;
  }

  private static int size(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
  }
}
