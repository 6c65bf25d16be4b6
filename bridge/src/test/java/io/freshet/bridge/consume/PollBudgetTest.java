package io.freshet.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PollBudgetTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final PollBudget budget = new PollBudget(1_000);

  @Test
  void takesWhatFitsAndRefusesTheRest() {
    assertThat(budget.deserialize("t", new byte[600])).hasSize(600);
    assertThat(budget.deserialize("t", new byte[300])).hasSize(300);
    assertThatThrownBy(() -> budget.deserialize("t", new byte[300]))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void takesTheFirstHoweverLargeItIs() {
    assertThat(budget.deserialize("t", new byte[5_000])).hasSize(5_000);
    assertThatThrownBy(() -> budget.deserialize("t", new byte[1]))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void eachPollHasItsOwn() {
    MockConsumer<byte[], byte[]> consumer = consumer();
    budget.deserialize("t", new byte[5_000]);
    assertThat(budget.poll(consumer, Duration.ofMillis(10)).count()).isEqualTo(1);
    assertThat(budget.deserialize("t", new byte[5_000])).hasSize(5_000);
  }

  /** As where the record that used the budget up belongs to a partition that has left meanwhile. */
  @Test
  void whatIsRefusedThoughNothingElseComesIsReadByTheNextPoll() {
    MockConsumer<byte[], byte[]> consumer = consumer();
    budget.poll(consumer, Duration.ofMillis(10));
    consumer.addRecord(new ConsumerRecord<>("t", 0, 1, new byte[0], new byte[0]));
    consumer.setPollException(
        new RecordDeserializationException(
            DeserializationExceptionOrigin.VALUE,
            PARTITION,
            1,
            0,
            TimestampType.CREATE_TIME,
            null,
            null,
            new RecordHeaders(),
            "enough for one poll",
            new SerializationException()));
    assertThat(budget.poll(consumer, Duration.ofMillis(10)).isEmpty()).isTrue();
    assertThat(consumer.position(PARTITION)).isEqualTo(1);
    assertThat(budget.poll(consumer, Duration.ofMillis(10)).records(PARTITION))
        .extracting(ConsumerRecord::offset)
        .containsExactly(1L);
  }

  private static MockConsumer<byte[], byte[]> consumer() {
    var consumer = new MockConsumer<byte[], byte[]>("earliest");
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.addRecord(new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]));
    return consumer;
  }
}
