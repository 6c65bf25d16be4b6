package io.freshet.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PollBudgetTest {
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
    var consumer = new MockConsumer<byte[], byte[]>("earliest");
    var partition = new TopicPartition("t", 0);
    consumer.assign(List.of(partition));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.addRecord(new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]));
    budget.deserialize("t", new byte[5_000]);
    assertThat(budget.poll(consumer, Duration.ofMillis(10)).count()).isEqualTo(1);
    assertThat(budget.deserialize("t", new byte[5_000])).hasSize(5_000);
  }
}
