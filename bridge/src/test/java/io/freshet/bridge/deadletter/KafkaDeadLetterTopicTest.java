package io.freshet.bridge.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.bridge.deadletter.DeadLetterTopic.Appended;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaDeadLetterTopicTest {
  private static final SourceRecord MESSAGE =
      new SourceRecord(
          new Origin("payments.v1", 3),
          4_711,
          1_700_000_000_000L,
          new byte[] {1},
          new byte[] {2},
          List.of(new SourceHeader("trace", new byte[] {9})));

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final KafkaDeadLetterTopic topic = new KafkaDeadLetterTopic(producer, "dead", "g");

  @Test
  void isSafeOnlyOnceTheBrokerSaysSo() throws Exception {
    CompletableFuture<Appended> appended = append();
    await().until(() -> producer.history().size() == 1);
    assertThat(appended).isNotDone();
    producer.completeNext();
    assertThat(appended.get()).isInstanceOf(Appended.Safely.class);
  }

  @Test
  void isNotSafeWhereTheBrokerRefusesAndSaysWhatToDo() throws Exception {
    CompletableFuture<Appended> appended = append();
    await().until(() -> producer.errorNext(new RecordTooLargeException("big")));
    assertThat(appended.get())
        .isInstanceOfSatisfying(
            Appended.NotNow.class,
            notNow -> assertThat(notNow.reason()).contains("raise its max.message.bytes"));
  }

  @Test
  void whatIsWrittenReadsAsTheMessageThatItWas() throws Exception {
    CompletableFuture<Appended> appended = append();
    await().until(producer::completeNext);
    appended.get();
    var written = producer.history().getFirst();
    List<SourceHeader> headers =
        Arrays.stream(written.headers().toArray())
            .map(header -> new SourceHeader(header.key(), header.value()))
            .toList();
    Optional<Letter> letter =
        Letter.read(
            new SourceRecord(
                new Origin("dead", 0),
                0,
                written.timestamp(),
                written.key(),
                written.value(),
                headers));
    assertThat(letter.orElseThrow().group()).isEqualTo("g");
    assertThat(letter.orElseThrow().errorType()).isEqualTo("UNDECODABLE");
    SourceRecord message = letter.orElseThrow().message();
    assertThat(message.origin()).isEqualTo(MESSAGE.origin());
    assertThat(message.offset()).isEqualTo(4_711);
    assertThat(message.timestampMillis()).isEqualTo(MESSAGE.timestampMillis());
    assertThat(message.key()).isEqualTo(MESSAGE.key());
    assertThat(message.value()).isEqualTo(MESSAGE.value());
    assertThat(message.headers())
        .extracting(SourceHeader::name)
        .containsExactly("trace", "freshet.redrives");
  }

  private CompletableFuture<Appended> append() {
    var appended = new CompletableFuture<Appended>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            appended.complete(topic.append(MESSAGE, Rejection.undecodable("no")));
          } catch (InterruptedException e) {
            appended.completeExceptionally(e);
          }
        });
    return appended;
  }
}
