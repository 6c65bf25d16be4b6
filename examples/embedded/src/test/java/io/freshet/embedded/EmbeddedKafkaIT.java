package io.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EmbeddedKafkaIT {

  @Test
  void keepsAcknowledgedRecordsWhenItIsKilledAndStartedAgain() {
    try (var kafka = EmbeddedKafka.oneBroker()) {
      kafka.start();
      kafka.createTopic("events", 2);
      var records = new KafkaRecords(kafka.bootstrapServers(), "events");
      List<String> acknowledged = records.produce(IntStream.range(0, 500));
      kafka.broker(0).kill();
      assertThat(Tcp.accepts(kafka.bootstrapServers())).isFalse();
      kafka.broker(0).start();
      assertThat(records.all(500)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
  }

  @Test
  void stopsCleanlyAndStartsAgainOnTheSamePortAndData() {
    try (var kafka = EmbeddedKafka.oneBroker(Map.of("log.retention.hours", "1"))) {
      kafka.start();
      String servers = kafka.bootstrapServers();
      kafka.createTopic("events", 1);
      var records = new KafkaRecords(servers, "events");
      List<String> acknowledged = records.produce(IntStream.range(0, 10));
      JavaProcess process = kafka.broker(0).process();
      kafka.stop();
      assertThat(process.exitCode()).hasValue(143);
      assertThat(process.log()).content().contains("log.retention.hours = 1");
      kafka.start();
      assertThat(kafka.bootstrapServers()).isEqualTo(servers);
      assertThat(records.all(10)).containsExactlyElementsOf(acknowledged);
    }
  }

  @Test
  void threeBrokersTakeWritesFromAllInSyncReplicasWhileOneIsDead() {
    try (var kafka = EmbeddedKafka.threeBrokers()) {
      kafka.start();
      kafka.createTopic("events", 3);
      var records = new KafkaRecords(kafka.bootstrapServers(), "events");
      records.produce(IntStream.range(0, 100));
      kafka.broker(0).kill();
      records.produce(IntStream.range(100, 200));
      kafka.broker(0).start();
      kafka.broker(1).kill();
      records.produce(IntStream.range(200, 300));
      assertThat(records.all(300)).doesNotHaveDuplicates().hasSize(300);
    }
  }

  @Test
  void closeLeavesNeitherProcessNorPortNorFolder() {
    var kafka = EmbeddedKafka.oneBroker();
    kafka.start();
    JavaProcess process = kafka.broker(0).process();
    kafka.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(Tcp.accepts(kafka.bootstrapServers())).isFalse();
    assertThat(process.log().getParent().getParent()).doesNotExist();
  }
}
