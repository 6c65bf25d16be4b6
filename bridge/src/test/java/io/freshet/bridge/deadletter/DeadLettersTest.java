package io.freshet.bridge.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.freshet.bridge.config.DeadLetterConfig;
import io.freshet.bridge.deadletter.DeadLetterTopic.Appended;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.OffsetTracker;
import io.freshet.bridge.offsets.Position;
import io.freshet.bridge.offsets.Slot;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Halts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private final OffsetTracker tracker = new OffsetTracker();
  private final Slot slot = tracker.open(0, 1, 0, 1);
  private final CountDownLatch brokerAnswers = new CountDownLatch(1);
  private final DeadLetters letters =
      new DeadLetters(
          (_, _) -> {
            brokerAnswers.await();
            return new Appended.Safely();
          },
          new Guard(new DeadLetterConfig("dead", 0.5, 1000)),
          new Halts(),
          new Backoff(() -> 0.5),
          _ -> {},
          new BridgeMetrics(InstantSource.system()),
          bug -> fail("a bug", bug));

  /** Its request is answered when the partition is on its way to somebody else. */
  @Test
  void aDrainWaitsForTheLetterOfARecordThatIsRefusedMeanwhile() throws Exception {
    tracker.polledTo(new Position(1, Optional.empty()));
    assertThat(slot.board()).isTrue();
    tracker.forget();
    refuse();
    slot.disembark();
    assertThat(tracker.awaitWire(Duration.ZERO)).isFalse();
    brokerAnswers.countDown();
    assertThat(tracker.awaitWire(Duration.ofMinutes(1))).isTrue();
    assertThat(tracker.committable()).contains(new Position(1, Optional.empty()));
  }

  @Test
  void aRecordThatIsRefusedAfterTheDrainIsTheNextOnes() throws Exception {
    tracker.forget();
    refuse();
    assertThat(tracker.awaitWire(Duration.ZERO)).isTrue();
    brokerAnswers.countDown();
    letters.close();
    assertThat(tracker.committable()).isEmpty();
  }

  private void refuse() {
    letters.refuse(
        new SourceRecord(new Origin("topic", 0), 0, 0, null, new byte[] {1}, List.of()),
        slot,
        new Rejection(Rejection.Stage.PUSH, "OUT_OF_RANGE", "amount", "too much"));
  }
}
