package io.freshet.bridge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Settled;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.OffsetTracker;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Halts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final SourceRecord RECORD =
      new SourceRecord(new Origin("t", 0), 1, 0, null, null, List.of());

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Backoff HALF_OF_THE_RANGE = new Backoff(() -> 0.5);

  private final OffsetTracker tracker = new OffsetTracker();
  private final Halts halts = new Halts();
  private final BridgeMetrics metrics = new BridgeMetrics(CLOCK);
  private final List<Duration> slept = new ArrayList<>();
  private final List<Map<String, String>> halted = new ArrayList<>();
  private Runnable whileAsleep = () -> {};
  private int attempts;

  @Test
  void asksAgainUntilTheRecordCanBeRead() throws Exception {
    assertThat(decodedAfter(3)).contains(new Event());
    assertThat(slept)
        .containsExactly(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(metrics.scrape()).contains("freshet_bridge_schema_waits_total 3.0");
  }

  @Test
  void aShortWaitIsNotAnnouncedAndALongOneIsUntilItEnds() throws Exception {
    assertThat(decodedAfter(6)).contains(new Event());
    assertThat(halted.subList(0, 4)).containsOnly(Map.of());
    assertThat(halted.subList(4, 6)).containsOnly(Map.of("schema registry", "down"));
    assertThat(halts.now()).isEmpty();
  }

  @Test
  void aPartitionThatIsTakenAwayIsNotWaitedFor() throws Exception {
    whileAsleep = tracker::forget;
    assertThat(decodedAfter(1_000)).isEmpty();
    assertThat(attempts).isEqualTo(2);
  }

  @Test
  void aPartitionThatIsTakenAwayTakesItsHaltAlong() throws Exception {
    whileAsleep =
        () -> {
          if (slept.size() == 8) {
            tracker.forget();
          }
        };
    assertThat(decodedAfter(1_000)).isEmpty();
    assertThat(halted.getLast()).isNotEmpty();
    assertThat(halts.now()).isEmpty();
  }

  @Test
  void aBridgeThatStopsWhileItWaitsLeavesNoHaltBehind() {
    whileAsleep =
        () -> {
          if (slept.size() == 8) {
            Thread.currentThread().interrupt();
          }
        };
    assertThatThrownBy(() -> decodedAfter(1_000)).isInstanceOf(InterruptedException.class);
    assertThat(halts.now()).isEmpty();
  }

  private Optional<Settled> decodedAfter(int failures) throws InterruptedException {
    var patience = new Patience(new Gear(CLOCK, this::pause, HALF_OF_THE_RANGE, metrics, halts));
    return patience.decode(
        (_, _) -> attempts++ < failures ? new NotNow("down") : new Event(),
        RECORD,
        new Object[0],
        tracker.open(1, 0, 0, 10));
  }

  private void pause(Duration time) throws InterruptedException {
    slept.add(time);
    halted.add(halts.now());
    whileAsleep.run();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
