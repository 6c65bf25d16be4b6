package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.bridge.FakeIngest.Reply;
import io.freshet.bridge.Rig.Running;
import io.freshet.bridge.consume.BrokerFailure;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What groups, logs and servers do to a running bridge. */
class LoopIT {
  private static final EmbeddedKafka KAFKA = EmbeddedServers.kafka();

  @TempDir private Path folder;
  private Rig rig;

  @BeforeEach
  void begin() throws Exception {
    rig = new Rig(KAFKA, folder);
    rig.kafka.put("metadata.max.age.ms", "500");
    KAFKA.createTopic(rig.topic, 1);
  }

  @AfterEach
  void end() throws Exception {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void eitherGroupProtocolStartsAtTheEarliestAndGoesOnWhereItWas(String protocol) throws Exception {
    rig.kafka.put("group.protocol", protocol);
    rig.produce(0, 10);
    Running first = rig.start();
    rig.awaitCommitted(10);
    first.stop();
    rig.produce(10, 15);
    rig.start();
    rig.awaitCommitted(15);
    assertThat(rig.server.sequences()).containsExactlyInAnyOrderElementsOf(range(0, 15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void aStaticMemberThatRestartsTakesUpItsOwnAndDisturbsNobody(String protocol) throws Exception {
    try (Admin admin = rig.admin()) {
      admin.createPartitions(Map.of(rig.topic, NewPartitions.increaseTo(2))).all().get();
    }
    rig.kafka.put("group.protocol", protocol);
    rig.kafka.put("group.instance.id", "a");
    Running first = rig.start();
    rig.kafka.put("group.instance.id", "b");
    Running other = rig.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            first.metric("freshet_bridge_assigned_partitions") == 1
                && other.metric("freshet_bridge_assigned_partitions") == 1);
    double rebalances = other.metric("freshet_bridge_rebalances_total");
    first.stop();
    rig.kafka.put("group.instance.id", "a");
    Running again = rig.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> again.metric("freshet_bridge_assigned_partitions") == 1);
    assertThat(other.metric("freshet_bridge_assigned_partitions")).isEqualTo(1);
    assertThat(other.metric("freshet_bridge_rebalances_total")).isEqualTo(rebalances);
  }

  @Test
  void aSecondProcessWithTheSameInstanceIdEndsTheFirstWithOneClearMessage() throws Exception {
    rig.kafka.put("group.instance.id", "twin");
    Running first = rig.start();
    rig.produce(0, 1);
    rig.awaitCommitted(1);
    rig.start();
    assertThat(first.thread().join(Duration.ofSeconds(30))).isTrue();
    assertThat(first.failure().get())
        .isInstanceOf(BrokerFailure.class)
        .hasMessageContaining("group.instance.id twin")
        .hasMessageContaining("each bridge needs its own");
  }

  @Test
  void partitionsThatAreAddedAreReadFromTheirStart() throws Exception {
    rig.start();
    rig.produce(0, 1);
    rig.awaitCommitted(1);
    try (Admin admin = rig.admin()) {
      admin.createPartitions(Map.of(rig.topic, NewPartitions.increaseTo(2))).all().get();
    }
    rig.send(new ProducerRecord<>(rig.topic, 1, null, Rig.event(7)));
    rig.awaitCommitted(2);
    assertThat(rig.server.records())
        .anySatisfy(
            record -> assertThat(record.get("origin").asText()).isEqualTo(rig.topic + "/1"));
  }

  @Test
  void aTopicThatIsMadeAnewIsReadFromItsStart() throws Exception {
    rig.start();
    rig.produce(0, 10);
    rig.awaitCommitted(10);
    rig.recreateTopic();
    rig.produce(100, 103);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> users().containsAll(List.of("u100", "u101", "u102")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void aTopicThatWasMadeAnewWhileTheBridgeStoppedIsReadFromItsStartHoweverLongItIs(String protocol)
      throws Exception {
    rig.kafka.put("group.protocol", protocol);
    Running first = rig.start();
    rig.produce(0, 3);
    rig.awaitCommitted(3);
    first.stop();
    try (Admin admin = rig.admin()) {
      var commits = admin.listConsumerGroupOffsets(rig.group).partitionsToOffsetAndMetadata().get();
      rig.recreateTopic();
      rig.produce(100, 110);
      // The broker has dropped the commits with the topic, unless their coordinator missed it.
      admin.alterConsumerGroupOffsets(rig.group, commits).all().get();
    }
    Running second = rig.start();
    rig.awaitCommitted(10);
    assertThat(users()).containsExactlyInAnyOrderElementsOf(users(0, 3, 100, 110));
    assertThat(second.metric("freshet_bridge_offset_resets_total{reason=\"recreated\"}"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void aTopicThatIsMadeAnewUnderARunningBridgeIsReadFromItsStartHoweverLongItIs(String protocol)
      throws Exception {
    rig.kafka.put("group.protocol", protocol);
    rig.kafka.put("metadata.max.age.ms", "3000"); // all of it happens between two looks
    Running bridge = rig.start();
    rig.produce(0, 3);
    rig.awaitCommitted(3);
    // A partition that is paused asks for nothing, and so is told nothing of its topic.
    rig.server.answer(_ -> FakeIngest.refused(401, "UNAUTHENTICATED"));
    rig.produce(3, 5);
    await().until(() -> partition(bridge).get("paused").asBoolean());
    long before = partition(bridge).get("position").asLong();
    rig.recreateTopic();
    rig.produce(100, 120);
    // It is paused when that is noticed, by its id or by the group, and must not stay so.
    await().until(() -> partition(bridge).path("position").asLong(-1) != before);
    rig.server.answer(FakeIngest::stored);
    rig.awaitCommitted(20);
    assertThat(users()).containsAll(users(100, 120));
  }

  private static JsonNode partition(Running bridge) throws Exception {
    return new ObjectMapper().readTree(bridge.get("/status")).at("/partitions/0");
  }

  @Test
  void commitsOfABridgeThatKnewNoTopicIdsAreTaken() throws Exception {
    rig.produce(0, 5);
    try (Admin admin = rig.admin()) {
      var three = Map.of(new TopicPartition(rig.topic, 0), new OffsetAndMetadata(3));
      admin.alterConsumerGroupOffsets(rig.group, three).all().get();
    }
    rig.start();
    rig.awaitCommitted(5);
    assertThat(rig.server.sequences()).containsExactlyInAnyOrder(3L, 4L);
  }

  @Test
  void whatRetentionHasRemovedUnreadIsCountedAndTheRestIsRead() throws Exception {
    Running first = rig.start();
    rig.produce(0, 5);
    rig.awaitCommitted(5);
    first.stop();
    rig.produce(5, 20);
    try (Admin admin = rig.admin()) {
      admin
          .deleteRecords(Map.of(new TopicPartition(rig.topic, 0), RecordsToDelete.beforeOffset(15)))
          .all()
          .get();
    }
    Running second = rig.start();
    rig.awaitCommitted(20);
    assertThat(rig.server.sequences())
        .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 15L, 16L, 17L, 18L, 19L);
    assertThat(second.metric("freshet_bridge_offset_gap_records_total")).isEqualTo(10);
  }

  @Test
  void aServerThatHangsHoldsUpAStopForTheDrainTimeoutOnlyAndNothingIsLost() throws Exception {
    var hang = new CountDownLatch(1);
    rig.server.answer(request -> {
      try {
        hang.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return FakeIngest.stored(request);
    });
    Running first = rig.start();
    rig.produce(0, 3);
    await().until(() -> first.metric("freshet_bridge_requests_in_flight") > 0);
    assertThat(first.stop()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    assertThat(rig.committed()).isZero();
    hang.countDown();
    rig.server.answer(FakeIngest::stored);
    rig.start();
    rig.awaitCommitted(3);
    assertThat(new HashSet<>(rig.server.sequences())).isEqualTo(new HashSet<>(range(0, 3)));
  }

  @Test
  void whatBacksOffIsNotWaitedFor() throws Exception {
    rig.server.answer(_ -> FakeIngest.refused(503, "STORE_UNAVAILABLE"));
    Running bridge = rig.start();
    rig.produce(0, 3);
    await().until(() -> rig.server.answered(503) >= 6); // the next wait is seconds
    assertThat(bridge.stop()).isLessThan(Duration.ofSeconds(3));
    assertThat(rig.committed()).isZero();
  }

  @Test
  void aStopDuringTheStartIsHeard() throws Exception {
    rig.kafka.put("bootstrap.servers", "127.0.0.1:1");
    Running bridge = rig.start();
    await().until(() -> bridge.get("/healthz/live").startsWith("ok"));
    assertThat(bridge.stop()).isLessThan(Duration.ofSeconds(3));
    assertThat(bridge.failure().get()).isNull();
  }

  @Test
  void aSchemaThatMovesOnUnderARunningBridgeIsMappedToAnew() throws Exception {
    rig.server.answer(request ->
        request
                .get("records")
                .get("payments")
                .get(0)
                .get("record")
                .get("amount")
                .isFloatingPointNumber()
            ? FakeIngest.stored(request)
            : new Reply(
                400,
                "{\"requestId\":\"ID\",\"requestError\":{\"errorType\":\"INVALID_RECORDS\",\"errorMessage\":\"\"},"
                    + "\"recordErrors\":[{\"recordIndex\":0,\"field\":\"amount\",\"errorType\":\"TYPE_MISMATCH\",\"errorMessage\":\"\"}]}"));
    Running bridge = rig.start();
    rig.produce(0, 3);
    await().until(() -> bridge.get("/status").contains("TYPE_MISMATCH"));
    assertThat(rig.committed()).isZero();
    assertThat(bridge.get("/healthz/ready")).startsWith("halted: {payments=");
    rig.server.registerAmountAs("float64");
    rig.awaitCommitted(3);
    assertThat(rig.dead()).isEmpty();
    assertThat(bridge.get("/healthz/ready")).startsWith("ok");
  }

  @Test
  void statusSaysHowEveryPartitionIs() throws Exception {
    Running bridge = rig.start();
    rig.produce(0, 4);
    rig.awaitCommitted(4);
    await()
        .untilAsserted(() -> {
          JsonNode status = new ObjectMapper().readTree(bridge.get("/status"));
          assertThat(status.get("ready").asBoolean()).isTrue();
          assertThat(status.get("live").asBoolean()).isTrue();
          assertThat(status.get("routes").get(0).get("stored").asLong()).isEqualTo(4);
          JsonNode partition = status.get("partitions").get(0);
          assertThat(partition.get("topic").asText()).isEqualTo(rig.topic);
          assertThat(partition.get("committed").asLong()).isEqualTo(4);
          assertThat(partition.get("position").asLong()).isEqualTo(4);
          assertThat(partition.get("lag").asLong()).isZero();
          assertThat(partition.get("paused").asBoolean()).isFalse();
          assertThat(partition.get("last_error").isNull()).isTrue();
        });
  }

  private List<String> users() {
    return rig.server.records().stream()
        .map(record -> record.get("record").get("user_id").asText())
        .toList();
  }

  /** The users of events, from each even number given to the one after it. */
  private static List<String> users(int... ranges) {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < ranges.length; i += 2) {
      IntStream.range(ranges[i], ranges[i + 1]).forEach(user -> users.add("u" + user));
    }
    return users;
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
