package io.freshet.bridge.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.freshet.api.RecordErrorType;
import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.OffsetTracker;
import io.freshet.bridge.offsets.Position;
import io.freshet.bridge.push.Answer.AllBlocked;
import io.freshet.bridge.push.Answer.Fault;
import io.freshet.bridge.push.Answer.Invalid;
import io.freshet.bridge.push.Answer.PartlyStored;
import io.freshet.bridge.push.Answer.SchemaMoved;
import io.freshet.bridge.push.Answer.SourceBlocked;
import io.freshet.bridge.push.Answer.Stored;
import io.freshet.bridge.push.Answer.TooLarge;
import io.freshet.bridge.push.Answer.TryAgain;
import io.freshet.bridge.push.Remapping.Remapped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The failure table, row by row, against a scripted server and without a clock. */
class DeliveryTest {
  private final OffsetTracker tracker = new OffsetTracker();
  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<List<Long>> pushed = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<Duration> slept = new ArrayList<>();
  private final Halts halts = new Halts();
  private Runnable whileAsleep = () -> {};
  private Runnable whileAsked = () -> {};
  private int interruptions;
  private int mappedAgain;
  private Function<Batch, Remapped> remapped = Remapped.Anew::new;
  private final Delivery delivery =
      new Delivery(
          batch -> {
            whileAsked.run();
            if (interruptions > 0) {
              interruptions--;
              throw new InterruptedException();
            }
            pushed.add(batch.records().stream().map(record -> record.source().offset()).toList());
            return script.size() > 1 ? script.poll() : script.getFirst();
          },
          (record, slot, rejection) -> {
            refused.add(record.offset() + " " + rejection.errorType());
            slot.done();
          },
          new Remapping() {
            @Override
            public Remapped again(Batch batch) {
              mappedAgain++;
              return remapped.apply(batch);
            }

            @Override
            public boolean maps(SourceRecord record, String pushSource, String field) {
              return field.equals("amount");
            }
          },
          halts,
          new Backoff(() -> 0.5),
          time -> {
            slept.add(time);
            whileAsleep.run();
          },
          new BridgeMetrics(InstantSource.system()),
          bug -> fail("a bug", bug),
          4);

  @Test
  void storedRecordsAreDone() throws Exception {
    deliver(3, new Stored());
    assertThat(pushed).containsExactly(List.of(0L, 1L, 2L));
    assertThat(committed()).isEqualTo(3);
  }

  @Test
  void aFailureIsRetriedUntilItIsNone() throws Exception {
    TryAgain down = new TryAgain("down", Optional.empty());
    deliver(2, down, down, down, new Stored());
    assertThat(pushed).hasSize(4).containsOnly(List.of(0L, 1L));
    assertThat(slept)
        .containsExactly(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void nothingIsDoneWhileTheServerIsDown() throws Exception {
    whileAsleep = () -> assertThat(tracker.committable()).isEmpty();
    deliver(2, new TryAgain("down", Optional.empty()), new Stored());
    assertThat(slept).hasSize(1);
  }

  @Test
  void waitsAtLeastAsLongAsTheServerAsks() throws Exception {
    deliver(1, new TryAgain("busy", Optional.of(Duration.ofSeconds(7))), new Stored());
    assertThat(slept).containsExactly(Duration.ofMillis(7_050)); // and half of the first range
  }

  @Test
  void onlyWhatIsNotStoredIsPushedAgain() throws Exception {
    deliver(4, new PartlyStored(Set.of(1, 3), "one shard", Optional.empty()), new Stored());
    assertThat(pushed).containsExactly(List.of(0L, 1L, 2L, 3L), List.of(1L, 3L));
    assertThat(committed()).isEqualTo(4);
  }

  @Test
  void whatIsStoredIsDoneBeforeTheRestIs() throws Exception {
    whileAsleep = () -> assertThat(committed()).isEqualTo(1);
    deliver(2, new PartlyStored(Set.of(1), "one shard", Optional.empty()), new Stored());
    assertThat(slept).hasSize(1);
  }

  @Test
  void refusedRecordsAreDeadLettersAndTheOthersArePushedAgain() throws Exception {
    deliver(3, invalid(1), new Stored());
    assertThat(refused).containsExactly("1 OUT_OF_RANGE");
    assertThat(pushed).containsExactly(List.of(0L, 1L, 2L), List.of(0L, 2L));
    assertThat(committed()).isEqualTo(3);
  }

  @Test
  void twoFaultsOfOneRecordAreOneDeadLetter() throws Exception {
    deliver(2, invalid(0, 0), new Stored());
    assertThat(refused).containsExactly("0 OUT_OF_RANGE");
  }

  @Test
  void aBatchThatIsTooLargeIsHalvedDownToTheRecordThatIs() throws Exception {
    deliver(2, new TooLarge(), new TooLarge(), new Stored());
    assertThat(pushed).containsExactly(List.of(0L, 1L), List.of(0L), List.of(1L));
    assertThat(refused).containsExactly("0 TOO_LARGE");
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void aBlockedSourceHaltsDropsNothingAndGoesOnWhenMended() throws Exception {
    whileAsleep =
        () -> {
          assertThat(halts.now()).containsEntry(Halts.ALL, "UNAUTHENTICATED: key");
          assertThat(tracker.committable()).isEmpty();
        };
    deliver(1, new AllBlocked("UNAUTHENTICATED: key"), new Stored());
    assertThat(slept).hasSize(1);
    assertThat(halts.now()).isEmpty();
    assertThat(refused).isEmpty();
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void aBlockedSourceHaltsAlone() throws Exception {
    whileAsleep =
        () -> {
          assertThat(halts.blocks("payments")).isTrue();
          assertThat(halts.blocks("others")).isFalse();
        };
    deliver(1, new SourceBlocked("PERMISSION_DENIED: no"), new Stored());
    assertThat(slept).hasSize(1);
    assertThat(halts.now()).isEmpty();
  }

  @Test
  void aSchemaThatHasMovedOnIsMappedAnewAtOnce() throws Exception {
    deliver(2, new SchemaMoved("UNKNOWN_FIELD"), new Stored());
    assertThat(mappedAgain).isEqualTo(1);
    assertThat(slept).isEmpty();
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void aMappingThatIsStillRefusedHaltsTheSourceAndKeepsEverything() throws Exception {
    whileAsleep =
        () -> {
          assertThat(halts.now()).containsEntry("payments", "UNKNOWN_FIELD");
          assertThat(tracker.committable()).isEmpty();
        };
    SchemaMoved moved = new SchemaMoved("UNKNOWN_FIELD");
    deliver(2, moved, moved, moved, new Stored());
    assertThat(mappedAgain).isEqualTo(3);
    assertThat(slept).hasSize(2);
    assertThat(refused).isEmpty();
    assertThat(halts.now()).isEmpty();
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void aMappingThatDoesNotFitTheNewSchemaHaltsUntilItDoes() throws Exception {
    remapped = _ -> new Remapped.Unfit("required field x is not mapped");
    whileAsleep =
        () -> {
          assertThat(halts.now()).containsEntry("payments", "required field x is not mapped");
          remapped = Remapped.Anew::new;
        };
    deliver(2, new SchemaMoved("MISSING_REQUIRED"), new Stored());
    assertThat(slept).hasSize(1);
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void aMissingFieldThatIsMappedIsTheRecordsFaultAndOneThatIsNotTheSchemas() throws Exception {
    deliver(1, missing("amount"), new Stored());
    assertThat(refused).containsExactly("0 MISSING_REQUIRED");
    assertThat(mappedAgain).isZero();
  }

  @Test
  void aNewRequiredFieldIsTheSchemasDoing() throws Exception {
    deliver(1, missing("brand_new"), new Stored());
    assertThat(refused).isEmpty();
    assertThat(mappedAgain).isEqualTo(1);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void recordsOfAPartitionThatIsGoneAreNotPushedAgain() throws Exception {
    whileAsleep = tracker::forget;
    deliver(2, new TryAgain("down", Optional.empty()), new Stored());
    assertThat(pushed).hasSize(1);
    assertThat(committed()).isEqualTo(0);
  }

  @Test
  void anInterruptedRequestIsOffTheWire() throws Exception {
    whileAsked = tracker::forget;
    interruptions = 1;
    deliver(2, new Stored());
    assertThat(pushed).isEmpty();
    assertThat(tracker.awaitWire(Duration.ZERO)).isTrue();
    assertThat(committed()).isEqualTo(0);
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void anInterruptedRequestGivesItsPermitBack() throws Exception {
    interruptions = 10; // of four permits
    deliver(2, new Stored());
    assertThat(committed()).isEqualTo(2);
  }

  /** A drain that begins while the server refuses one of them must not leave a hole. */
  @Test
  void whatIsToGoAgainAtOnceIsPushedThoughItsPartitionIsBeingDrained() throws Exception {
    whileAsked = tracker::forget;
    deliver(3, invalid(1), new Stored());
    assertThat(pushed).containsExactly(List.of(0L, 1L, 2L), List.of(0L, 2L));
    assertThat(tracker.awaitWire(Duration.ZERO)).isTrue();
    assertThat(committed()).isEqualTo(3);
  }

  @Test
  void bothHalvesOfABatchArePushedThoughItsPartitionIsBeingDrained() throws Exception {
    whileAsked = tracker::forget;
    deliver(2, new TooLarge(), new Stored());
    assertThat(pushed).containsExactly(List.of(0L, 1L), List.of(0L), List.of(1L));
    assertThat(tracker.awaitWire(Duration.ZERO)).isTrue();
    assertThat(committed()).isEqualTo(2);
  }

  /** What waits for a permit has smaller offsets than what has one, and must not leave a hole. */
  @Test
  void aDrainWaitsForWhatHasDepartedAndHasNoPermitYet() throws Exception {
    var answer = new CountDownLatch(1);
    try (var narrow =
        new Delivery(
            batch -> {
              answer.await();
              return new Stored();
            },
            (_, _, _) -> fail("nothing is refused"),
            new Remapping() {
              @Override
              public Remapped again(Batch batch) {
                return new Remapped.Anew(batch);
              }

              @Override
              public boolean maps(SourceRecord record, String pushSource, String field) {
                return true;
              }
            },
            halts,
            new Backoff(() -> 0.5),
            _ -> {},
            new BridgeMetrics(InstantSource.system()),
            bug -> fail("a bug", bug),
            1)) {
      for (long offset = 0; offset < 3; offset++) {
        narrow.depart(
            new Batch(
                "payments",
                List.of(
                    new Pending(new byte[2], 0, source(offset), tracker.open(offset, 1, 0, 2)))));
      }
      tracker.forget();
      assertThat(tracker.awaitWire(Duration.ofMillis(50))).isFalse();
      answer.countDown();
      assertThat(tracker.awaitWire(Duration.ofSeconds(10))).isTrue();
      assertThat(committed()).isEqualTo(3);
    }
  }

  private void deliver(int records, Answer... answers) throws InterruptedException {
    script.addAll(List.of(answers));
    List<Pending> pending =
        LongStream.range(0, records)
            .mapToObj(offset ->
                new Pending(new byte[2], 0, source(offset), tracker.open(offset, 1, 0, 2)))
            .toList();
    tracker.polledTo(new Position(records, Optional.of(1)));
    delivery.deliver(Shipment.board(new Batch("payments", pending)));
  }

  private long committed() {
    return tracker.committable().map(Position::offset).orElse(0L);
  }

  private static SourceRecord source(long offset) {
    return new SourceRecord(new Origin("t", 0), offset, 0, null, new byte[2], List.of());
  }

  private static Invalid missing(String field) {
    return new Invalid(
        List.of(new Fault(0, RecordErrorType.MISSING_REQUIRED, field, "is required")));
  }

  private static Invalid invalid(int... indexes) {
    List<Fault> faults = new ArrayList<>();
    for (int index : indexes) {
      faults.add(new Fault(index, RecordErrorType.OUT_OF_RANGE, "amount", "too much"));
    }
    return new Invalid(faults);
  }
}
