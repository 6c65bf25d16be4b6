package io.freshet.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final long YEAR_1 = -62_135_596_800L * 1_000_000;
  private static final long YEAR_9999 = 253_402_300_799L * 1_000_000;

  @Property
  void readsWhatTheJdkWrites(
      @ForAll @LongRange(min = YEAR_1 + 86_400_000_000L, max = YEAR_9999 - 86_400_000_000L)
          long micros,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    Instant instant = Timestamps.ofMicros(micros);
    OffsetDateTime local = instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    String text = local.toString();
    // The JDK leaves out seconds that are zero, RFC 3339 does not.
    String full =
        text.matches(".*T\\d\\d:\\d\\d([Z+-].*)")
            ? text.replaceFirst("(T\\d\\d:\\d\\d)", "$1:00")
            : text;
    assertThat(Timestamps.parse(full)).contains(instant);
  }

  @Property
  void formatAndParseAreInverse(@ForAll @LongRange(min = YEAR_1, max = YEAR_9999) long micros) {
    Instant instant = Timestamps.ofMicros(micros);
    assertThat(Timestamps.parse(Timestamps.format(instant))).contains(instant);
    assertThat(Timestamps.micros(instant)).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-04T00:25:06Z, 2026-01-04T00:25:06.000000Z",
    "2026-01-04t00:25:06z, 2026-01-04T00:25:06.000000Z",
    "2026-01-04 00:25:06Z, 2026-01-04T00:25:06.000000Z",
    "2026-01-04T00:25:06.5+02:30, 2026-01-03T21:55:06.500000Z",
    "2026-01-04T00:25:06.1234569-00:00, 2026-01-04T00:25:06.123456Z",
    "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00.000000Z",
    "2024-02-29T12:00:00Z, 2024-02-29T12:00:00.000000Z",
  })
  void readsRfc3339(String text, String expected) {
    assertThat(Timestamps.parse(text).map(Timestamps::format)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-01-04",
        "2026-01-04T00:25:06",
        "2026-01-04T00:25Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-04T24:00:00Z",
        "2026-01-04T00:60:00Z",
        "2026-01-04T00:25:61Z",
        "2026-01-04T00:25:60Z",
        "0000-01-01T00:00:00Z",
        "2026-01-04T00:25:06.Z",
        "2026-01-04T00:25:06.1",
        "2026-01-04T00:25:06+2",
        "2026-01-04T00:25:06+24:00",
        "2026-01-04T00:25:06+02:60",
        "2026-01-04T00:25:06Zjunk",
        "2026-01-04T00:25:06+02:00x",
        "٢026-01-04T00:25:06Z",
        "+2026-01-04T00:25:06Z",
        "2026-1-04T00:25:06ZZZZ",
        "2026-01-04T00:25:06.1.2Z"
      })
  void whatIsNotRfc3339IsNothing(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }

  @Property
  void noTextThrows(@ForAll String text) {
    assertThat(Timestamps.parse(text)).isNotNull();
    assertThat(Timestamps.parse("2026-01-04T00:25:06" + text)).isNotNull();
  }

  @Test
  void alwaysWritesSixDigits() {
    assertThat(Timestamps.format(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000000Z");
  }
}
