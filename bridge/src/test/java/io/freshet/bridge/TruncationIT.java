package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.bridge.Rig.Running;
import io.freshet.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica that has missed records becomes the leader, and they are gone. Both bridges have read
 * beyond the point at which the logs part; the new log soon is longer than the old one was.
 */
@Tag("soak")
class TruncationIT {
  @RegisterExtension static final EmbeddedKafka KAFKA = EmbeddedKafka.threeBrokers();

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LEADER = 0;
  private static final int LAGGARD = 1;

  @TempDir private Path folder;
  private Rig running;
  private Rig stopped;

  @AfterEach
  void end() throws Exception {
    running.close();
    stopped.close();
  }

  @Test
  void goesOnWhereTheLogsPartWhetherItRanMeanwhileOrNot() throws Exception {
    running = rig();
    stopped = rig();
    Running ran = running.start();
    Running wasStopped = stopped.start();
    produceAndAwait(0, 10);

    KAFKA.broker(LAGGARD).kill();
    await().atMost(PATIENCE).until(() -> inSync(running).equals(Set.of(LEADER)));
    await().atMost(PATIENCE).until(() -> inSync(stopped).equals(Set.of(LEADER)));
    produceAndAwait(10, 20); // these will be gone
    wasStopped.stop();

    KAFKA.broker(LEADER).kill();
    KAFKA.broker(LAGGARD).start();
    elect(running);
    elect(stopped);
    running.produce(100, 125);
    stopped.produce(100, 125);
    Running startedAgain = stopped.start();
    for (Rig rig : List.of(running, stopped)) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(rig.committed()).isEqualTo(35));
      assertThat(users(rig)).containsAll(users(100, 125));
      assertThat(users(rig).stream().filter(users(0, 10)::contains)).hasSize(10); // never again
    }
    for (Running bridge : List.of(ran, startedAgain)) {
      assertThat(bridge.metric("freshet_bridge_offset_resets_total{reason=\"truncated\"}"))
          .isEqualTo(1);
    }
  }

  private Rig rig() throws Exception {
    var rig = new Rig(KAFKA, folder);
    try (Admin admin = rig.admin()) {
      var topic =
          new NewTopic(rig.topic, Map.of(0, List.of(LEADER, LAGGARD)))
              .configs(Map.of("min.insync.replicas", "1"));
      admin.createTopics(List.of(topic)).all().get();
    }
    return rig;
  }

  private void produceAndAwait(int from, int to) throws Exception {
    for (Rig rig : List.of(running, stopped)) {
      rig.produce(from, to);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(rig.committed()).isEqualTo(to));
    }
  }

  private static Set<Integer> inSync(Rig rig) throws Exception {
    return Set.copyOf(partition(rig).isr().stream().map(Node::id).toList());
  }

  private static TopicPartitionInfo partition(Rig rig) throws Exception {
    try (Admin admin = rig.admin()) {
      return admin
          .describeTopics(List.of(rig.topic))
          .allTopicNames()
          .get()
          .get(rig.topic)
          .partitions()
          .getFirst();
    }
  }

  /** Nobody in sync is left: the replica that is there is made leader all the same. */
  private static void elect(Rig rig) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> {
          Node leader = partition(rig).leader();
          if (leader == null || leader.id() != LAGGARD) {
            try (Admin admin = rig.admin()) {
              var partition = Set.of(new TopicPartition(rig.topic, 0));
              admin.electLeaders(ElectionType.UNCLEAN, partition).all().get();
            }
          }
          return partition(rig).leader().id() == LAGGARD;
        });
  }

  private static List<String> users(Rig rig) {
    return rig.server.records().stream()
        .map(record -> record.get("record").get("user_id").asText())
        .toList();
  }

  private static List<String> users(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "u" + i).toList();
  }
}
