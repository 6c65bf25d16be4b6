package io.freshet.bridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.consume.PartitionState;
import io.freshet.bridge.consume.Progress;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Halts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final long START = 1_000_000_000L;

  private long now = START;
  private long turned = START;
  private long waitingSince = -1;
  private boolean member = true;
  private final Halts halts = new Halts();
  private final BridgeMetrics metrics = new BridgeMetrics(() -> Instant.ofEpochMilli(now));
  private final Health health = new Health(halts, metrics, () -> Instant.ofEpochMilli(now));

  private final Progress progress =
      new Progress() {
        @Override
        public List<PartitionState> partitions() {
          return List.of(
              new PartitionState("t", 3, 9, 5, 4, 4, 0, 0, false, START, waitingSince, ""));
        }

        @Override
        public boolean isMember() {
          return member;
        }

        @Override
        public long lastTurnMillis() {
          return turned;
        }
      };

  @Test
  void isNotReadyBeforeItConsumesNorOutsideOfTheGroupButLive() {
    assertThat(health.notReady()).isPresent();
    assertThat(health.notLive()).isEmpty();
    health.consuming(progress);
    assertThat(health.notReady()).isEmpty();
    member = false;
    assertThat(health.notReady()).isPresent();
    assertThat(health.notLive()).isEmpty();
  }

  @Test
  void aHaltIsNotReadyButLiveHoweverLongItLasts() {
    health.consuming(progress);
    waitingSince = START;
    halts.raise("payments", "PERMISSION_DENIED");
    later(600);
    assertThat(health.notReady()).hasValueSatisfying(why -> assertThat(why).contains("payments"));
    assertThat(health.notLive()).isEmpty();
  }

  @Test
  void aPartitionThatIsStuckWithAHealthyServerIsNotLive() {
    health.consuming(progress);
    waitingSince = START;
    later(59);
    assertThat(health.notLive()).isEmpty();
    later(2);
    assertThat(health.notLive()).hasValueSatisfying(why -> assertThat(why).contains("t/3"));
  }

  @Test
  void aServerThatIsDownIsNotOurDeath() {
    health.consuming(progress);
    waitingSince = START;
    later(300);
    metrics.failedAttempt();
    later(30);
    assertThat(health.notLive()).isEmpty();
  }

  @Test
  void aConsumersThreadThatStandsStillIsNotLive() {
    health.consuming(progress);
    later(100);
    turned = START;
    assertThat(health.notLive()).isPresent();
  }

  private void later(int seconds) {
    now += seconds * 1_000L;
    turned = now;
  }
}
