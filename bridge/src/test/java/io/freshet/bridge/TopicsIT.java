package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.bridge.Rig.Running;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What topics are like, and what a mapping makes of their records: to the last offset. */
class TopicsIT {
  private static final EmbeddedKafka KAFKA = EmbeddedServers.kafka();
  private static final byte[] KEY = {1};

  @TempDir private Path folder;
  private Rig rig;

  @BeforeEach
  void begin() throws Exception {
    rig = new Rig(KAFKA, folder);
  }

  @AfterEach
  void end() throws Exception {
    rig.close();
  }

  @Test
  void reachesTheEndOfACompactedTopicWithHolesInTheMiddleAndAnAbortedEnd() throws Exception {
    KAFKA.createTopic(
        rig.topic,
        1,
        Map.of(
            "cleanup.policy",
            "compact",
            "segment.ms",
            "100",
            "min.cleanable.dirty.ratio",
            "0.01",
            "max.compaction.lag.ms",
            "100"));
    var sent = new int[1];
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          rig.send(new ProducerRecord<>(rig.topic, 0, KEY, Rig.event(sent[0]++)));
          return offsets().size() < sent[0];
        });
    abortATransaction();
    List<Long> left = offsets();
    long end = endOffset();
    assertThat(end).isEqualTo(sent[0] + 2L); // an aborted record and its marker
    Running bridge = rig.start();
    rig.awaitCommitted(end);
    assertThat(rig.server.sequences()).doesNotContain(end - 2);
    assertThat(new HashSet<>(left)).containsAll(rig.server.sequences());
    await()
        .untilAsserted(() ->
            assertThat(
                    new ObjectMapper()
                        .readTree(bridge.get("/status"))
                        .at("/partitions/0/lag")
                        .asLong(-1))
                .isZero());
  }

  @Test
  void aTopicThatAppearsLaterAndFitsThePatternIsReadFromItsStart() throws Exception {
    rig.topics = rig.topics.replace("topic: \"TOPIC\"", "topic_pattern: 'TOPIC-.*'");
    rig.kafka.put("metadata.max.age.ms", "500");
    KAFKA.createTopic(rig.topic + "-a", 1);
    KAFKA.createTopic("other-" + rig.topic + "-a", 1);
    rig.start();
    rig.send(new ProducerRecord<>(rig.topic + "-a", Rig.event(1)));
    awaitCommitted(rig.topic + "-a", 1);
    KAFKA.createTopic(rig.topic + "-b", 1);
    rig.send(new ProducerRecord<>(rig.topic + "-b", Rig.event(2)));
    rig.send(new ProducerRecord<>("other-" + rig.topic + "-a", Rig.event(3)));
    awaitCommitted(rig.topic + "-b", 1);
    assertThat(rig.server.records())
        .extracting(record -> record.get("origin").asText())
        .containsExactlyInAnyOrder(rig.topic + "-a/0", rig.topic + "-b/0");
  }

  @Test
  void whatAConditionSkipsIsCountedAndCommitted() throws Exception {
    rig.topics =
        rig.topics.replace(
            "- push_source: payments", "- push_source: payments\n        when: event.amount < 3");
    KAFKA.createTopic(rig.topic, 1);
    Running bridge = rig.start();
    rig.produce(0, 10);
    rig.awaitCommitted(10);
    assertThat(rig.server.sequences()).containsExactlyInAnyOrder(0L, 1L, 2L);
    assertThat(bridge.metric("freshet_bridge_records_total{outcome=\"skipped\"}")).isEqualTo(7);
    assertThat(rig.dead()).isEmpty();
  }

  @Test
  void aTombstoneThatMustNotBeHaltsItsPartitionUntilTheMappingSaysWhatToDoWithIt()
      throws Exception {
    String mapping = rig.topics;
    rig.topics = mapping.replace("format: json", "format: json\n    on_tombstone: fail");
    KAFKA.createTopic(rig.topic, 2);
    Running bridge = rig.start();
    rig.send(new ProducerRecord<>(rig.topic, 0, KEY, Rig.event(0)));
    rig.send(new ProducerRecord<>(rig.topic, 0, KEY, null));
    rig.send(new ProducerRecord<>(rig.topic, 0, KEY, Rig.event(2)));
    await().until(() -> bridge.get("/healthz/ready").startsWith("halted: {" + rig.topic + "/0="));
    rig.send(new ProducerRecord<>(rig.topic, 1, KEY, Rig.event(10)));
    rig.awaitCommitted(2); // one record of each partition
    assertThat(bridge.get("/healthz/live")).startsWith("ok");
    bridge.stop();
    assertThat(users()).containsExactlyInAnyOrder("u0", "u10");
    rig.topics = mapping;
    Running again = rig.start();
    rig.awaitCommitted(4);
    assertThat(users()).containsExactlyInAnyOrder("u0", "u10", "u2");
    assertThat(again.get("/healthz/ready")).startsWith("ok");
  }

  @ParameterizedTest
  @CsvSource({"403,PERMISSION_DENIED", "404,UNKNOWN_PUSH_SOURCE"})
  void aSourceThatIsRefusedHaltsAloneAndGoesOnWhenItIsAllowed(int status, String error)
      throws Exception {
    String refunds = rig.topic + "-refunds";
    rig.topics +=
        rig.topics.replace("\"TOPIC\"", "\"TOPIC-refunds\"").replace("payments", "refunds");
    KAFKA.createTopic(rig.topic, 1);
    KAFKA.createTopic(refunds, 1);
    rig.server.answer(request ->
        request.get("records").has("refunds")
            ? FakeIngest.refused(status, error)
            : FakeIngest.stored(request));
    Running bridge = rig.start();
    rig.send(new ProducerRecord<>(refunds, Rig.event(100)));
    rig.produce(0, 5);
    await().until(() -> bridge.get("/healthz/ready").startsWith("halted: {refunds="));
    rig.produce(5, 10);
    rig.awaitCommitted(10);
    await().until(() -> rig.server.answered(status) >= 3); // it goes on asking
    assertThat(bridge.get("/healthz/live")).startsWith("ok");
    assertThat(bridge.get("/healthz/ready")).doesNotContain("payments=", "all push sources");
    assertThat(bridge.metric("freshet_bridge_assigned_partitions")).isEqualTo(2);
    assertThat(rig.committed(rig.group, refunds)).isZero();
    rig.server.answer(FakeIngest::stored);
    awaitCommitted(refunds, 1);
    await().until(() -> bridge.get("/healthz/ready").startsWith("ok"));
    assertThat(rig.dead()).isEmpty();
  }

  @Test
  void aDeadLetterThatIsTooLargeForItsTopicWaitsUntilThatIsMended() throws Exception {
    KAFKA.createTopic(rig.topic, 1);
    KAFKA.createTopic(
        rig.deadLetters,
        1,
        Map.of("max.message.bytes", "2000", "retention.ms", Long.toString(86_400_000L * 29)));
    byte[] poison = "x".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    try (LogLines log = LogLines.open()) {
      Running bridge = rig.start();
      rig.send(new ProducerRecord<>(rig.topic, KEY, poison));
      rig.produce(1, 3);
      await().until(() -> bridge.get("/healthz/ready").contains("raise its max.message.bytes"));
      assertThat(log.list())
          .anyMatch(line ->
              line.startsWith("WARN the dead-letter topic " + rig.deadLetters)
                  && line.contains("raise its retention.ms to 30 days or more"))
          .anyMatch(line ->
              line.startsWith("ERROR HALTED dead-letter topic: " + rig.deadLetters)
                  && line.contains("raise its max.message.bytes"));
      assertThat(bridge.get("/healthz/live")).startsWith("ok");
      assertThat(rig.committed()).isZero();
      raiseMaxMessageBytes(rig.deadLetters);
      rig.awaitCommitted(3);
      assertThat(rig.dead().getFirst().value()).isEqualTo(poison);
      assertThat(rig.server.sequences()).containsExactlyInAnyOrder(1L, 2L);
      await().until(() -> bridge.get("/healthz/ready").startsWith("ok"));
    }
  }

  private List<String> users() {
    return rig.server.records().stream()
        .map(record -> record.get("record").get("user_id").asText())
        .toList();
  }

  private void awaitCommitted(String topic, long offset) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(rig.committed(rig.group, topic)).isEqualTo(offset));
  }

  private void raiseMaxMessageBytes(String topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var raise =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", "100000"), AlterConfigOp.OpType.SET);
    try (Admin admin = rig.admin()) {
      admin.incrementalAlterConfigs(Map.of(resource, Set.of(raise))).all().get();
    }
  }

  private void abortATransaction() throws Exception {
    Map<String, Object> config = new HashMap<>(KAFKA.clientProperties());
    config.put("transactional.id", rig.topic);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(rig.topic, KEY, Rig.event(666))).get();
      producer.abortTransaction();
    }
  }

  private long endOffset() throws Exception {
    var partition = new TopicPartition(rig.topic, 0);
    try (Admin admin = rig.admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  /** The offsets that are in the log, of committed records. */
  private List<Long> offsets() {
    Map<String, Object> config = new HashMap<>(KAFKA.clientProperties());
    config.put("isolation.level", "read_committed");
    var partition = new TopicPartition(rig.topic, 0);
    var offsets = new ArrayList<Long>();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> offsets.add(record.offset()));
      }
    }
    return offsets;
  }
}
