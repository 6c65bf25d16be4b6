package io.freshet.bridge.consume;

import io.freshet.api.IngestLimits;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.OffsetTracker;
import io.freshet.bridge.offsets.Position;
import io.freshet.bridge.offsets.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One partition for as long as it is ours: its tracker, and the virtual thread that takes its
 * records through the pipeline in their order. What blocks there holds up no other partition, and
 * never the poll.
 */
final class Lane {
  /** Objects around a record's bytes: the record itself, its slot, its place in a request. */
  private static final int OVERHEAD = 400;

  private final Origin origin;
  private final Records pipeline;
  private final Consumer<Throwable> breakdown;
  private final OffsetTracker tracker = new OffsetTracker();
  private final BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean paused;
  private OptionalLong waitingFor = OptionalLong.empty();
  private long waitingSinceMillis = -1;

  /** Records of one poll with their slots, index by index; none at the end. */
  private record Chunk(List<ConsumerRecord<byte[], byte[]>> records, List<Slot> slots) {}

  Lane(Origin origin, Records pipeline, Consumer<Throwable> breakdown) {
    this.origin = origin;
    this.pipeline = pipeline;
    this.breakdown = breakdown;
    this.thread = Thread.ofVirtual().name("lane-" + origin).start(this::work);
  }

  OffsetTracker tracker() {
    return tracker;
  }

  /** Opens a slot for every record and hands them to the lane's thread. */
  void handOver(List<ConsumerRecord<byte[], byte[]>> records, Position next) {
    List<Slot> slots = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Slot slot =
          tracker.open(
              record.offset(), record.leaderEpoch().orElse(-1), record.timestamp(), size(record));
      slot.foresee(Math.max(0, record.serializedValueSize()));
      slots.add(slot);
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

  /** Starts no further record. What has departed goes on. */
  void stop() {
    chunks.clear();
    thread.interrupt();
  }

  /** Waits, after {@link #stop}, for the record that is in the pipeline. */
  boolean join(Duration atMost) throws InterruptedException {
    return thread.join(atMost.plusNanos(1));
  }

  /** Ends when what has been handed over is through the pipeline. */
  void retire() {
    chunks.add(new Chunk(List.of(), List.of()));
  }

  /** Waits, after {@link #stop}, until nothing of it happens any more. */
  boolean await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean empty = tracker.awaitWire(atMost);
    return thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime()))) && empty;
  }

  /** The partition as it is now; asked about once a second or so by the consumer's thread. */
  PartitionState state(long nowMillis, long lagBehindPosition) {
    OptionalLong firstOpen = tracker.firstOpen();
    if (!firstOpen.equals(waitingFor)) {
      waitingFor = firstOpen;
      waitingSinceMillis = firstOpen.isPresent() ? nowMillis : -1;
    }
    return new PartitionState(
        origin.topic(),
        origin.partition(),
        tracker.position(),
        tracker.committedOffset(),
        lagBehindPosition + tracker.openRecords(),
        tracker.openRecords(),
        tracker.heldBytes(),
        tracker.onWire(),
        paused,
        tracker.oldestOpenMillis().orElse(-1),
        waitingSinceMillis,
        tracker.lastTrouble());
  }

  private void work() {
    try {
      while (!Thread.interrupted()) {
        Chunk chunk = chunks.take();
        if (chunk.records().isEmpty()) {
          return;
        }
        take(chunk);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // stopped
    } catch (RuntimeException | Error e) {
      breakdown.accept(e); // nobody would look after this partition any more
    }
  }

  /**
   * Lets others have the processor after a request's worth of records: a virtual thread keeps it
   * until it blocks, and no request would leave before all that has been polled is mapped.
   */
  @SuppressWarnings("ThreadPriorityCheck") // what a yield does to virtual threads is what we want
  private void take(Chunk chunk) throws InterruptedException {
    for (int i = 0; i < chunk.records().size() && !Thread.currentThread().isInterrupted(); i++) {
      if (i % IngestLimits.MAX_RECORDS == 0) {
        Thread.yield();
      }
      pipeline.accept(source(chunk.records().get(i)), chunk.slots().get(i));
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
    int size = OVERHEAD;
    for (Header header : record.headers()) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return size
        + Math.max(0, record.serializedKeySize())
        + Math.max(0, record.serializedValueSize());
  }
}
