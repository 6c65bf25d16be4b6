package io.freshet.bridge.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.DeadLetterConfig;
import org.junit.jupiter.api.Test;

class GuardTest {

  @Test
  void letsAFewThrough() {
    var guard = new Guard(new DeadLetterConfig("dead", 0.5, 10));
    for (int i = 0; i < 1_000; i++) {
      guard.good(1);
      guard.bad();
      assertThat(guard.allows()).isTrue();
    }
  }

  @Test
  void tripsBeforeOneMoreThanItsShare() {
    var guard = new Guard(new DeadLetterConfig("dead", 0.5, 100));
    good(guard, 100);
    bad(guard, 50);
    assertThat(guard.allows()).isTrue();
    guard.bad();
    assertThat(guard.allows()).isFalse();
  }

  @Test
  void aRestartLetsThroughATenthOfAWindowsShareAndNoMore() {
    var guard = new Guard(new DeadLetterConfig("dead", 0.5, 1_000));
    int let = 0;
    for (int i = 0; i < 1_000; i++) {
      guard.bad();
      let += guard.allows() ? 1 : 0;
    }
    assertThat(let).isBetween(50, 101);
  }

  @Test
  void goodRecordsMendIt() {
    var guard = new Guard(new DeadLetterConfig("dead", 0.5, 100));
    bad(guard, 100);
    assertThat(guard.allows()).isFalse();
    good(guard, 50);
    assertThat(guard.allows()).isTrue();
  }

  @Test
  void aRatioOfOneNeverTripsAndOneOfZeroAtOnce() {
    var never = new Guard(new DeadLetterConfig("dead", 1.0, 10));
    bad(never, 1_000);
    assertThat(never.allows()).isTrue();
    var atOnce = new Guard(new DeadLetterConfig("dead", 0.0, 10));
    bad(atOnce, 1);
    assertThat(atOnce.allows()).isFalse();
  }

  private static void good(Guard guard, int records) {
    for (int i = 0; i < records; i++) {
      guard.good(1);
    }
  }

  private static void bad(Guard guard, int records) {
    for (int i = 0; i < records; i++) {
      guard.bad();
    }
  }
}
