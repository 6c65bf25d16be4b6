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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
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

  private long now() {
    return now;
  }

  private void read(TopicPartition partition, long from, int count) {
    List<ConsumerRecord<byte[], byte[]>> records =
        LongStream.range(from, from + count)
            .mapToObj(offset ->
                new ConsumerRecord<byte[], byte[]>(
                    partition.topic(), partition.partition(), offset, null, new byte[10]))
            .toList();
    Objects.requireNonNull(lanes.get(partition))
        .handOver(records, new Position(from + count, Optional.empty()));
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
