package io.freshet.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.event.Origin;
import io.freshet.bridge.offsets.Position;
import io.freshet.bridge.offsets.Slot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowTest {
  private static final long MILLI = 1_000_000;
  private static final TopicPartition BEHIND = new TopicPartition("t", 0);
  private static final TopicPartition IDLE = new TopicPartition("t", 1);
  private static final TopicPartition HALTED = new TopicPartition("halted", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Queue<Slot> slots = new ConcurrentLinkedQueue<>();
  private final Map<TopicPartition, Lane> lanes =
      Map.of(BEHIND, lane(BEHIND), IDLE, lane(IDLE), HALTED, lane(HALTED));
  private final Flow flow = new Flow(new Grip(consumer), 32 << 20, sink(), this::now);
  private long now;

  @BeforeEach
  void assign() {
    consumer.assign(lanes.keySet());
  }

  @AfterEach
  void end() {
    lanes.values().forEach(Lane::stop);
  }

  @Test
  void whatIsIdlePausesWithTheOthersButNotForLong() {
    read(BEHIND, 0, 2_500);
    flow.regulate(lanes);
    assertThat(consumer.paused()).contains(BEHIND, IDLE);
    now += 99 * MILLI;
    flow.regulate(lanes);
    assertThat(consumer.paused()).contains(BEHIND, IDLE);
    now += 2 * MILLI;
    flow.regulate(lanes);
    assertThat(consumer.paused()).contains(BEHIND).doesNotContain(IDLE);
  }

  @Test
  void goesOnTogetherWhenSomeOfItIsDone() {
    read(BEHIND, 0, 2_500);
    flow.regulate(lanes);
    finish(1_000);
    assertThat(flow.regulate(lanes)).isZero();
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void whatIsHaltedPausesAndHoldsUpNothingElse() {
    read(HALTED, 0, 2_500);
    read(BEHIND, 0, 500);
    assertThat(flow.regulate(lanes)).isEqualTo(1);
    assertThat(consumer.paused()).containsExactly(HALTED);
  }

  @Test
  void goesOnOnlyWhenAFifthIsDone() {
    read(BEHIND, 0, 2_000);
    flow.regulate(lanes);
    finish(399);
    flow.regulate(lanes);
    assertThat(consumer.paused()).contains(BEHIND);
    finish(1);
    flow.regulate(lanes);
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void aFewLargeRecordsFillTheBufferToo() {
    read(BEHIND, 0, 8, 2 << 20); // and as much again when they are encoded
    assertThat(flow.regulate(lanes)).isEqualTo(3);
    assertThat(consumer.paused()).contains(BEHIND, IDLE);
  }

  @Test
  void noneOfTwoFillsMoreThanItsHalf() {
    read(BEHIND, 0, 4, 2 << 20);
    read(IDLE, 0, 1, 10);
    assertThat(flow.regulate(lanes)).isEqualTo(1);
    assertThat(consumer.paused()).containsExactly(BEHIND);
  }

  @Test
  void whatHasLeftIsNotHeldToBePaused() {
    consumer.assign(Set.of(IDLE, HALTED));
    read(BEHIND, 0, 2_500);
    assertThat(flow.regulate(lanes)).isEqualTo(2); // the other two
    assertThat(Objects.requireNonNull(lanes.get(BEHIND)).isPaused()).isFalse();
  }

  private long now() {
    return now;
  }

  private void read(TopicPartition partition, long from, int count) {
    read(partition, from, count, 10);
  }

  private void read(TopicPartition partition, long from, int count, int bytes) {
    List<ConsumerRecord<byte[], byte[]>> records =
        LongStream.range(from, from + count)
            .mapToObj(offset -> record(partition, offset, new byte[bytes]))
            .toList();
    Objects.requireNonNull(lanes.get(partition))
        .handOver(records, new Position(from + count, Optional.empty()));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, byte[] value) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        0,
        TimestampType.CREATE_TIME,
        -1,
        value.length,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  /** The first so many that have come through their lane. */
  private void finish(int count) {
    Awaitility.await().until(() -> slots.size() >= count);
    for (int i = 0; i < count; i++) {
      slots.remove().done();
    }
  }

  private Lane lane(TopicPartition partition) {
    return new Lane(
        new Origin(partition.topic(), partition.partition()),
        (_, slot) -> slots.add(slot),
        bug -> {
          throw new IllegalStateException(bug);
        });
  }

  private static Sink sink() {
    return new Sink() {
      @Override
      public Records open(Origin partition) {
        throw new IllegalStateException("nobody asks");
      }

      @Override
      public void flush() {}

      @Override
      public void cancelForgotten() {}

      @Override
      public int wireRecords() {
        return 640;
      }

      @Override
      public boolean isHalted(String topic) {
        return topic.equals("halted");
      }
    };
  }
}
