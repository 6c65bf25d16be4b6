package io.freshet.bridge.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long MILLI = 1_000_000;

  private final Random random = new Random(4711);
  private long now;
  private final Window window = new Window(256, () -> now);

  @Test
  void opensWhereTheServersLatencyStaysTheSame() {
    run(5_000, _ -> 50 * MILLI);
    assertThat(window.limit()).isEqualTo(256);
  }

  @Test
  void opensWhereTheLatencyVariesWidely() {
    run(20_000, _ -> (long) (5 * MILLI * Math.exp(0.69 * random.nextGaussian())));
    assertThat(window.limit()).isEqualTo(256);
  }

  @Test
  void staysSmallWhereMoreRequestsOnlyWaitLonger() {
    run(50_000, requests -> requests * MILLI / 8);
    assertThat(window.limit()).isBetween(40, 128);
  }

  /** As after a cold start: the first answers say nothing about the later ones. */
  @Test
  void forgetsASlowBeginning() {
    run(2_000, requests -> requests * MILLI);
    run(50_000, requests -> requests * MILLI / 8);
    assertThat(window.limit()).isBetween(40, 128);
  }

  @Test
  void followsAServerThatHasBecomeSlower() {
    run(20_000, _ -> MILLI);
    run(50_000, _ -> 100 * MILLI);
    assertThat(window.limit()).isEqualTo(256);
  }

  @Test
  void neverExceedsWhatIsConfigured() throws InterruptedException {
    var narrow = new Window(4, () -> now);
    for (int i = 0; i < 1_000; i++) {
      narrow.answered(MILLI);
      now += MILLI;
    }
    assertThat(narrow.limit()).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      narrow.enter();
    }
  }

  /** Always as many requests as fit; the latency depends on how many there are. */
  private void run(int requests, LongUnaryOperator latency) {
    for (int i = 0; i < requests; i++) {
      long nanos = latency.applyAsLong(window.limit());
      now += nanos / window.limit();
      window.answered(nanos);
    }
  }
}
