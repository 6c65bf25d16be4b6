package io.freshet.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.LogLines;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private final LogLines log = LogLines.open();
  private double received = 1;
  private final Silence silence = new Silence(() -> OptionalDouble.of(received), "kafka:9092");

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void threeLinesAMinuteAndOneAtItsEnd() {
    lookEverySecond(0, 65);
    received++;
    lookEverySecond(65, 70);
    assertThat(lines())
        .containsExactly(
            "WARN no broker answers at kafka:9092 since 1970-01-01T00:00:00Z, for 20 s: lag grows, nothing is lost; trying on",
            "WARN no broker answers at kafka:9092 since 1970-01-01T00:00:00Z, for 40 s: lag grows, nothing is lost; trying on",
            "WARN no broker answers at kafka:9092 since 1970-01-01T00:00:00Z, for 60 s: lag grows, nothing is lost; trying on",
            "WARN a broker answers again, after 65 s");
  }

  @Test
  void aShortSilenceIsNotWorthALine() {
    for (int minute = 0; minute < 10; minute++) {
      lookEverySecond(minute * 19, minute * 19 + 19);
      received++;
    }
    assertThat(lines()).isEmpty();
  }

  private void lookEverySecond(int from, int to) {
    for (long second = from; second < to; second++) {
      silence.look(second * 1_000);
    }
  }

  private List<String> lines() {
    return log.list().stream().filter(line -> line.contains("broker")).toList();
  }
}
