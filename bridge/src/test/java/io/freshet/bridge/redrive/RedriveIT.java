package io.freshet.bridge.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.bridge.FakeIngest;
import io.freshet.bridge.FakeIngest.Reply;
import io.freshet.bridge.Rig;
import io.freshet.bridge.Rig.Running;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedServers;
import io.freshet.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of a real topic, sent back. */
class RedriveIT {
  private static final EmbeddedKafka KAFKA = EmbeddedServers.kafka();
  private static final RedriveFilter ALL =
      new RedriveFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final long WRITTEN = 1_700_000_000_000L;

  @TempDir private Path folder;
  private Rig rig;

  @BeforeEach
  void begin() throws Exception {
    rig = new Rig(KAFKA, folder);
    KAFKA.createTopic(rig.topic, 1);
  }

  @AfterEach
  void end() throws Exception {
    rig.close();
  }

  @Test
  void pushesWhatTheMessagesWereWithTheOriginAndSequenceTheyHad() throws Exception {
    deadLetters(3);
    rig.server.answer(FakeIngest::stored);
    Redrive.Report report = redrive(ALL);
    assertThat(report).isEqualTo(new Redrive.Report(3, 3, 0, 0, 0, 0));
    assertThat(rig.server.sequences()).containsExactlyInAnyOrder(1L, 2L, 3L);
    for (JsonNode record : rig.server.records()) {
      assertThat(record.get("origin").asText()).isEqualTo(rig.topic + "/0");
    }
    assertThat(rig.dead()).hasSize(3);
  }

  @Test
  void doesNotSendTheSameLettersBackTwice() throws Exception {
    deadLetters(3);
    rig.server.answer(FakeIngest::stored);
    redrive(ALL);
    assertThat(redrive(ALL).taken()).isZero();
    assertThat(rig.committed(rig.group + ".redrive", rig.deadLetters)).isEqualTo(3);
  }

  @Test
  void whatFailsAgainIsALetterAgainOnceWithItsHistoryAndItsBytes() throws Exception {
    deadLetters(2);
    Redrive.Report report = redrive(ALL);
    assertThat(report.deadAgain()).isEqualTo(2);
    List<ConsumerRecord<byte[], byte[]>> letters = rig.dead();
    assertThat(letters).hasSize(4);
    ConsumerRecord<byte[], byte[]> again = letters.get(2);
    assertThat(Rig.header(again, "freshet.redrives")).contains("1");
    assertThat(Rig.header(again, "freshet.group")).contains(rig.group);
    assertThat(Rig.header(again, "freshet.topic")).contains(rig.topic);
    assertThat(Rig.header(again, "freshet.offset")).isIn(Optional.of("1"), Optional.of("2"));
    assertThat(Rig.header(again, "trace")).contains("t");
    assertThat(again.key()).containsExactly(7);
    assertThat(again.timestamp()).isEqualTo(WRITTEN);
    assertThat(again.headers().headers("freshet.error_type")).hasSize(1);
  }

  @Test
  void aFilterTakesItsOwnAndLeavesTheOthersForOtherRuns() throws Exception {
    deadLetters(3);
    rig.server.answer(FakeIngest::stored);
    var none =
        new RedriveFilter(
            Optional.empty(), Optional.of("TOO_LARGE"), Optional.empty(), Optional.empty());
    assertThat(redrive(none)).isEqualTo(new Redrive.Report(0, 0, 0, 3, 0, 0));
    var early =
        new RedriveFilter(
            Optional.of(rig.topic),
            Optional.of("OUT_OF_RANGE"),
            Optional.of(Instant.ofEpochMilli(WRITTEN)),
            Optional.of(Instant.ofEpochMilli(WRITTEN + 1)));
    assertThat(redrive(early).stored()).isEqualTo(3);
    assertThat(redrive(ALL).taken()).isEqualTo(3);
  }

  @Test
  void lettersOfOtherGroupsAndStrangersAreLeftAlone() throws Exception {
    deadLetters(1);
    rig.send(new ProducerRecord<>(rig.deadLetters, Rig.event(9)));
    rig.server.answer(FakeIngest::stored);
    assertThat(redrive(ALL)).isEqualTo(new Redrive.Report(1, 1, 0, 0, 1, 0));
  }

  @Test
  void lookingPushesNothingAndRemembersNothing() throws Exception {
    deadLetters(3);
    rig.server.answer(FakeIngest::stored);
    assertThat(new Redrive(rig.config(0), ALL).look(_ -> {}).taken()).isEqualTo(3);
    assertThat(rig.server.sequences()).isEmpty();
    assertThat(redrive(ALL).taken()).isEqualTo(3);
  }

  @Test
  void interruptedItGoesOnWhereItWas() throws Exception {
    deadLetters(5);
    rig.server.answer(_ -> FakeIngest.refused(503, "STORE_UNAVAILABLE"));
    var redrive = new Redrive(rig.config(0), ALL);
    Thread thread = Thread.ofPlatform().start(() -> redrive.run(new Problems(), _ -> {}));
    await().until(() -> rig.server.answered(503) >= 2);
    redrive.stop();
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    rig.server.answer(FakeIngest::stored);
    assertThat(redrive(ALL).stored()).isEqualTo(5);
  }

  private Redrive.Report redrive(RedriveFilter filter) throws Exception {
    var problems = new Problems();
    Redrive.Report report = new Redrive(rig.config(0), filter).run(problems, _ -> {});
    assertThat(problems.list()).isEmpty();
    return report;
  }

  /** So many messages, from offset 1, that the server has refused and the bridge has put away. */
  private void deadLetters(int letters) throws Exception {
    rig.server.answer(request -> refusing(request.get("records").get("payments").size()));
    // An offset that no letter has, so that theirs and the letters' own differ.
    rig.send(new ProducerRecord<byte[], byte[]>(rig.topic, 0, WRITTEN, null, (byte[]) null));
    for (int i = 0; i < letters; i++) {
      rig.send(
          new ProducerRecord<>(
              rig.topic,
              0,
              WRITTEN,
              new byte[] {7},
              Rig.event(i),
              new RecordHeaders().add("trace", "t".getBytes(StandardCharsets.UTF_8))));
    }
    Running bridge = rig.start();
    rig.awaitCommitted(letters + 1L);
    bridge.stop();
  }

  private static Reply refusing(int records) {
    StringBuilder errors = new StringBuilder();
    for (int i = 0; i < records; i++) {
      errors
          .append(i == 0 ? "" : ",")
          .append(
              "{\"recordIndex\":%d,\"field\":\"amount\",\"errorType\":\"OUT_OF_RANGE\",\"errorMessage\":\"no\"}"
                  .formatted(i));
    }
    return new Reply(
        400,
        "{\"requestId\":\"ID\",\"requestError\":{\"errorType\":\"INVALID_RECORDS\",\"errorMessage\":\"\"},\"recordErrors\":[%s]}"
            .formatted(errors));
  }
}
