package io.freshet.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Slot;
import io.freshet.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker says that a test with a real one cannot bring it to say. */
class ConsumerLoopTest {
  private static final TopicPartition P0 = new TopicPartition("t", 0);

  @TempDir private Path folder;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final List<Slot> slots = new CopyOnWriteArrayList<>();
  private final AtomicReference<RuntimeException> ended = new AtomicReference<>();
  private final Uuid first = Uuid.randomUuid();
  private final AtomicReference<CompletableFuture<Map<String, Uuid>>> ids =
      new AtomicReference<>(CompletableFuture.completedFuture(Map.of("t", first)));
  private ConsumerLoop loop;
  private Thread thread;

  private final TopicIds topicIds =
      new TopicIds() {
        @Override
        public CompletableFuture<Map<String, Uuid>> of(Set<String> topics) {
          return ids.get();
        }

        @Override
        public void close() {}
      };

  private final Sink sink =
      new Sink() {
        @Override
        public Records open(Origin partition) {
          return (_, slot) -> slots.add(slot);
        }

        @Override
        public void flush() {}

        @Override
        public void cancelForgotten() {}

        @Override
        public int wireRecords() {
          return 2_560;
        }

        @Override
        public boolean isHalted(String topic) {
          return false;
        }
      };

  @BeforeEach
  void begin() throws Exception {
    loop =
        new ConsumerLoop(
            consumer,
            new PollBudget(config()),
            topicIds,
            config(),
            sink,
            new BridgeMetrics(InstantSource.system()),
            InstantSource.system());
    thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                loop.run();
              } catch (RuntimeException e) {
                ended.set(e);
              }
            });
    await().until(() -> !consumer.subscription().isEmpty());
    onPoll(() -> {
      consumer.rebalance(Set.of(P0));
      consumer.updateBeginningOffsets(Map.of(P0, 0L));
      consumer.updateEndOffsets(Map.of(P0, 100L));
      consumer.seek(P0, 0);
    });
  }

  @AfterEach
  void end() throws Exception {
    loop.stop();
    thread.join();
  }

  @Test
  void commitsThePrefixWithItsLeaderEpoch() {
    poll(0, 1, 2);
    slots.get(1).done();
    slots.get(0).done();
    await().until(() -> committed().isPresent());
    assertThat(committed().orElseThrow().offset()).isEqualTo(2);
    assertThat(committed().orElseThrow().leaderEpoch()).contains(5);
  }

  @Test
  void commitsNothingForAPartitionThatIsLost() {
    poll(0, 1);
    // Both in one turn, so that no regular commit comes between them.
    onPoll(() -> {
      slots.forEach(Slot::done);
      loop.assignment().onPartitionsLost(Set.of(P0));
    });
    assertThat(committed()).isEmpty();
  }

  @Test
  void commitsThePrefixOfAPartitionThatIsRevoked() {
    poll(0, 1);
    onPoll(() -> {
      slots.getFirst().done();
      loop.assignment().onPartitionsRevoked(Set.of(P0));
    });
    assertThat(committed().orElseThrow().offset()).isEqualTo(1);
  }

  @Test
  void anAcknowledgementOfAFormerAssignmentMovesNothing() {
    poll(0, 1);
    List<Slot> former = List.copyOf(slots);
    onPoll(() -> {
      loop.assignment().onPartitionsLost(Set.of(P0));
      loop.assignment().onPartitionsAssigned(Set.of(P0));
      consumer.seek(P0, 0);
    });
    poll(0, 1);
    onPoll(() -> {
      former.forEach(Slot::done);
      loop.assignment().releaseAll();
    });
    assertThat(former).allSatisfy(slot -> assertThat(slot.board()).isFalse());
    assertThat(committed()).isEmpty();
  }

  @Test
  void aTruncatedLogGoesOnWhereItAgrees() {
    poll(0, 1, 2);
    slots.clear();
    truncate();
    poll(1);
    assertThat(slots).hasSize(1);
    slots.getFirst().done();
    await().until(() -> committed().isPresent());
    assertThat(committed().orElseThrow().offset()).isEqualTo(2);
  }

  @Test
  void whatWasPausedWhenItStartedAnewGoesOnAgain() {
    poll(LongStream.range(0, 6_000).toArray());
    await().until(() -> onConsumersThread(consumer::paused).contains(P0));
    slots.clear();
    truncate();
    poll(1);
    assertThat(slots).hasSize(1);
  }

  @Test
  void aCommitSaysWhichTopicItIsOf() {
    poll(0);
    slots.getFirst().done();
    await().until(() -> committed().isPresent());
    assertThat(committed().orElseThrow().metadata()).isEqualTo("topic-id=" + first);
  }

  @Test
  void aCommitOfAnotherTopicOfThatNameIsNotGoneOnFrom() {
    reassign(new OffsetAndMetadata(50, "topic-id=" + Uuid.randomUuid()));
    assertThat(position()).isZero();
  }

  @Test
  void aCommitOfThisTopicOrWithoutAnyIdIsGoneOnFrom() {
    reassign(new OffsetAndMetadata(50, "topic-id=" + first));
    assertThat(position()).isEqualTo(50);
    reassign(new OffsetAndMetadata(60, "somebody's note"));
    assertThat(position()).isEqualTo(60);
    reassign(new OffsetAndMetadata(70, "topic-id=nonsense"));
    assertThat(position()).isEqualTo(70);
  }

  @Test
  void aPartitionIsNotReadBeforeItsTopicsIdIsKnown() {
    ids.set(CompletableFuture.failedFuture(new TimeoutException()));
    reassign(new OffsetAndMetadata(50, "topic-id=" + Uuid.randomUuid()));
    onPoll(() -> assertThat(consumer.paused()).containsExactly(P0));
    ids.set(CompletableFuture.completedFuture(Map.of("t", first)));
    await().until(() -> onConsumersThread(consumer::paused).isEmpty());
    assertThat(position()).isZero();
  }

  @Test
  void aGroupThatWentOnWithoutThisMemberIsJoinedAgain() {
    consumer.schedulePollTask(
        () -> consumer.setPollException(new UnknownMemberIdException("not aware")));
    onPoll(() -> {});
    poll(0);
    assertThat(slots).hasSize(1);
  }

  @Test
  void aFatalClientErrorEndsItWithWhatToDo() throws Exception {
    consumer.schedulePollTask(
        () -> consumer.setPollException(new GroupAuthorizationException("g")));
    thread.join();
    assertThatThrownBy(
            () -> {
              throw ended.get();
            })
        .isInstanceOf(BrokerFailure.class)
        .hasMessageContaining("grant READ");
  }

  @Test
  void aBugInALaneEndsTheProgramAndNotOnlyTheLane() throws Exception {
    loop.breakDown(new IllegalStateException("bug"));
    thread.join();
    assertThatThrownBy(
            () -> {
              throw ended.get();
            })
        .hasMessageContaining("a bug in freshet-bridge");
  }

  private volatile Optional<OffsetAndMetadata> lastCommit = Optional.empty();

  private Optional<OffsetAndMetadata> committed() {
    onPoll(() -> lastCommit = Optional.ofNullable(consumer.committed(Set.of(P0)).get(P0)));
    return lastCommit;
  }

  /** Takes the partition away and gives it back, with this as the group's commit. */
  private void reassign(OffsetAndMetadata committed) {
    onPoll(() -> {
      consumer.rebalance(Set.of());
      consumer.commitSync(Map.of(P0, committed));
      consumer.rebalance(Set.of(P0));
    });
  }

  private long position() {
    return onConsumersThread(() -> consumer.position(P0));
  }

  private <T> T onConsumersThread(Supplier<T> question) {
    var answer = new AtomicReference<T>();
    onPoll(() -> answer.set(question.get()));
    return answer.get();
  }

  private void poll(long... offsets) {
    int before = slots.size();
    onPoll(() -> {
      for (long offset : offsets) {
        consumer.addRecord(
            new ConsumerRecord<>(
                "t",
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                1,
                new byte[0],
                new byte[1],
                new RecordHeaders(),
                Optional.of(5)));
      }
    });
    await().until(() -> slots.size() == before + offsets.length);
  }

  /** After the first record. */
  private void truncate() {
    consumer.schedulePollTask(() ->
        consumer.setPollException(
            new LogTruncationException(
                "cut", Map.of(P0, 3L), Map.of(P0, new OffsetAndMetadata(1, Optional.of(6), "")))));
    onPoll(() -> {});
  }

  /** Runs it on the consumer's thread and waits for that. */
  private void onPoll(Runnable task) {
    var done = new AtomicReference<>(false);
    consumer.schedulePollTask(() -> {
      task.run();
      done.set(true);
    });
    await().until(done::get);
  }

  private BridgeConfig config() throws Exception {
    Path file = folder.resolve("bridge.yaml");
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: "localhost:1", group.id: g}
        ingest: {url: "http://localhost:1", workspace: prod, api_key: k}
        delivery: {drain_timeout: 100ms}
        dead_letters: {topic: dead}
        topics:
          - topic: t
            format: json
            routes: [{push_source: payments, fields: {user_id: user}}]
        """);
    var problems = new Problems();
    BridgeConfig config = new BridgeConfigFile(problems, _ -> null).read(file);
    assertThat(problems.list()).isEmpty();
    return config;
  }
}
