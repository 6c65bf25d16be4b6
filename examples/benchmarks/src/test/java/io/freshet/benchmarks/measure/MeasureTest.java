package io.freshet.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasureTest {

  @Test
  void aSpreadIsTheMedianBetweenTheEnds() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 3));
    assertThat(Spread.of(List.of(4.0, 1.0)).median()).isEqualTo(2.5);
    assertThat(Spread.of(List.of(1234.0, 12.34, 1.234))).hasToString("12.3 (1.23–1,234)");
  }

  @Test
  void aPercentileIsASampleThatWasSeen() {
    Percentiles hundred = Percentiles.of(LongStream.rangeClosed(1, 100).toArray());
    assertThat(hundred.at(50)).isEqualTo(50);
    assertThat(hundred.at(99)).isEqualTo(99);
    assertThat(hundred.at(100)).isEqualTo(100);
    assertThat(Percentiles.of(new long[] {7}).at(1)).isEqualTo(7);
    assertThat(Percentiles.of(new long[0]).at(50)).isZero();
  }

  @Test
  void whatThisProcessHasUsedGrows() {
    long self = ProcessHandle.current().pid();
    Usage before = Usage.of(self);
    long sum = 0;
    do {
      sum += LongStream.range(0, 100_000).sum();
    } while (Usage.of(self).cpuSince(before).toMillis() < 20 || Compilers.of(self).isZero());
    assertThat(sum).isPositive();
    assertThat(Usage.of(self).peakKiB()).isGreaterThanOrEqualTo(before.residentKiB());
  }

  @Test
  void aReportIsATableAndOneLineOfJson() {
    var report = new Report("walk");
    report.row(Map.of("steps", 12));
    report.row(Map.of("steps", Spread.of(List.of(1.5))));
    var printed = new ByteArrayOutputStream();
    report.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "",
            "## walk",
            "| steps            |",
            "| ---              |",
            "| 12               |",
            "| 1.50 (1.50–1.50) |",
            "",
            report.json());
    assertThat(report.json())
        .isEqualTo(
            "{\"benchmark\":\"walk\",\"rows\":[{\"steps\":12},"
                + "{\"steps\":{\"lowest\":1.5,\"median\":1.5,\"highest\":1.5}}]}");
  }
}
