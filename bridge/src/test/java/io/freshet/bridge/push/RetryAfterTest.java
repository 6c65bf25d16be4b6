package io.freshet.bridge.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-04T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "3600, 60", "999999999, 60"})
  void readsSecondsAndCapsThem(String header, long seconds) {
    assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void readsADate() {
    assertThat(RetryAfter.parse("Sun, 4 Jan 2026 00:00:09 GMT", NOW))
        .contains(Duration.ofSeconds(9));
    assertThat(RetryAfter.parse("Sat, 3 Jan 2026 00:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
  void whatMakesNoSenseIsNone(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }
}
