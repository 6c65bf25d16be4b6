package io.freshet.bridge.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.DeadLetterConfig;
import org.junit.jupiter.api.Test;

class GuardTest {

  @Test
  void letsAFewThrough() {
    var guard = new Guard(new DeadLetterConfig("dead", 0.5, 10));
    for (int i = 0; i < 1_000; i++) {
      guard.good();
      assertThat(guard.bad()).isTrue();
    }
  }

  @Test
  void tripsBeforeOneMoreThanItsShareAndStaysTripped() {
    var guard = new Guard(new DeadLetterConfig("dead", 0.5, 10));
    for (int i = 0; i < 5; i++) {
      assertThat(guard.bad()).isTrue();
    }
    assertThat(guard.bad()).isFalse();
    for (int i = 0; i < 100; i++) {
      guard.good();
    }
    assertThat(guard.bad()).isFalse();
  }

  @Test
  void aRatioOfOneNeverTrips() {
    var guard = new Guard(new DeadLetterConfig("dead", 1.0, 10));
    for (int i = 0; i < 1_000; i++) {
      assertThat(guard.bad()).isTrue();
    }
  }
}
