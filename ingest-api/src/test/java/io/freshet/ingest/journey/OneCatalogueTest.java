package io.freshet.ingest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.admit.Turnstile;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.auth.Admission;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.Doorkeeper;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.read.FeatureReader;
import io.freshet.ingest.read.JsonReadBody;
import io.freshet.ingest.read.ReadAnswer;
import io.freshet.ingest.request.JsonPushBody;
import io.freshet.ingest.stamp.IngestionClock;
import io.freshet.ingest.store.memory.MemoryTables;
import io.freshet.ingest.validate.Validator;
import io.freshet.ingest.write.RowWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A reload in the middle of a request does not show in it: the catalogue is asked for once. */
class OneCatalogueTest {
  private static final InstantSource CLOCK = () -> Samples.NOW;

  private final AtomicInteger asked = new AtomicInteger();
  private final Doorkeeper door = _ -> new Admission.Admitted(Caller.LOCAL);
  private final Turnstile turnstile =
      new Turnstile(new Turnstile.Bounds(1, 0, Duration.ZERO), Runnable::run, (_, _) -> () -> {});
  private final MemoryTables tables = new MemoryTables();
  private final Call call =
      new Call("", Deadline.after(Duration.ofMinutes(1), System.nanoTime(), System::nanoTime));

  @Test
  void ofAPushWithManyRecords() {
    String record =
        "{\"record\":{\"user_id\":\"a\",\"amount\":1,\"event_time\":\"2076-06-01T11:00:00Z\"}}";
    String body =
        "{\"workspace_name\":\"prod\",\"records\":{\"payments\":[" + record + "," + record + "]}}";
    var ingest =
        new Ingest(
            door,
            turnstile,
            this::schemas,
            new Validator(CLOCK),
            new IngestionClock(CLOCK),
            new RowWriter(tables, CLOCK));
    assertThat(ingest.push(call, new JsonPushBody(bytes(body))).join())
        .isInstanceOf(PushAnswer.Accepted.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void ofARead() {
    String body =
        "{\"workspace_name\":\"prod\",\"feature_view_name\":\"latest\","
            + "\"join_keys\":[{\"user_id\":\"a\"},{\"user_id\":\"b\"}]}";
    assertThat(reads().features(call, new JsonReadBody(bytes(body))).join())
        .isInstanceOf(ReadAnswer.Read.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void ofAQuestionAboutASource() {
    assertThat(reads().source("", "prod", "payments")).isInstanceOf(SourceAnswer.Found.class);
    assertThat(asked).hasValue(1);
    assertThat(reads().source("", "prod", "others")).isInstanceOf(SourceAnswer.Refused.class);
    assertThat(asked).hasValue(2);
  }

  private Reads reads() {
    return new Reads(door, turnstile, this::schemas, new FeatureReader(tables, CLOCK));
  }

  private Schemas schemas() {
    asked.incrementAndGet();
    return Samples.schemas();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
