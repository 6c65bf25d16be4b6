package io.freshet.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GripTest {
  private static final TopicPartition OURS = new TopicPartition("t", 0);
  private static final TopicPartition LEFT = new TopicPartition("t", 1);

  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("none") {
        @Override
        public synchronized void pause(Collection<TopicPartition> partitions) {
          if (broken) {
            throw new IllegalStateException("this consumer has been closed");
          }
          super.pause(partitions);
        }
      };

  private boolean broken;
  private final Grip grip = new Grip(consumer);

  GripTest() {
    consumer.assign(List.of(OURS));
    consumer.updateBeginningOffsets(Map.of(OURS, 0L));
  }

  @Test
  void aPartitionThatHasLeftBetweenTwoPollsIsNoError() {
    assertThat(grip.pause(LEFT)).isFalse();
    assertThat(grip.resume(LEFT)).isFalse();
    assertThat(grip.seekToBeginning(LEFT)).isFalse();
    assertThat(grip.seek(LEFT, new OffsetAndMetadata(7))).isFalse();
    assertThat(grip.lag(LEFT)).isZero();
  }

  @Test
  void oursIsPausedAndMoved() {
    assertThat(grip.pause(OURS)).isTrue();
    assertThat(consumer.paused()).containsExactly(OURS);
    assertThat(grip.resume(OURS)).isTrue();
    assertThat(consumer.paused()).isEmpty();
    assertThat(grip.seek(OURS, new OffsetAndMetadata(7))).isTrue();
    assertThat(consumer.position(OURS)).isEqualTo(7);
  }

  @Test
  void anyOtherRefusalOfTheConsumerIsABug() {
    broken = true;
    assertThatThrownBy(() -> grip.pause(OURS)).isInstanceOf(IllegalStateException.class);
  }
}
