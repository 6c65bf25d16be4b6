package io.freshet.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PollTimeTest {
  private final PollTime time = new PollTime();

  @Test
  void isLongWhereNothingIsPaused() {
    assertThat(time.next(0, 0)).hasMillis(500);
    assertThat(time.next(0, 100)).hasMillis(500);
  }

  @Test
  void isShortWhileSomethingPausedMoves() {
    assertThat(LongStream.of(900, 700, 500).map(held -> time.next(1, held).toMillis()))
        .containsOnly(5L);
  }

  @Test
  void growsWhileNothingMovesForAServersLatencyMustNotCostAWholePoll() {
    time.next(2, 100);
    assertThat(LongStream.range(0, 6).map(_ -> time.next(2, 100).toMillis()))
        .containsExactly(10L, 20L, 40L, 80L, 160L, 250L);
    assertThat(time.next(2, 90)).hasMillis(5);
  }
}
