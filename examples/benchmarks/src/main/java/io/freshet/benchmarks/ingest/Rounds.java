package io.freshet.benchmarks.ingest;

import io.freshet.benchmarks.measure.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The rounds of one target under one load, as a row of the report. */
final class Rounds {
  private final Target target;
  private final List<Round> rounds = new ArrayList<>();

  Rounds(Target target) {
    this.target = target;
  }

  Target target() {
    return target;
  }

  void add(Round round) {
    rounds.add(round);
  }

  /**
   * The row.
   *
   * @param bare the target that the others are measured against; possibly this one
   */
  Map<String, Object> columns(String load, int batch, Rounds bare) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("target", target.name());
    columns.put("load", load);
    columns.put("requests/s", median(round -> round.result().perSecond()));
    for (double percent : new double[] {50, 90, 95, 99}) {
      columns.put("p" + (int) percent + " ms", median(round -> round.millis(percent)));
    }
    columns.put("CPU µs/request", spread(Round::cpuPerRequest));
    columns.put("CPU µs/record", median(round -> round.cpuPerRequest() / batch));
    if (target.stub().isPresent()) {
      columns.put("added p50 ms", spread(round -> round.addedMillis(50)));
      columns.put("added p99 ms", spread(round -> round.addedMillis(99)));
    } else if (bare != this) {
      columns.put("added p50 ms", beyond(bare, round -> round.millis(50)));
      columns.put("added p99 ms", beyond(bare, round -> round.millis(99)));
      columns.put("CPU × bare", times(bare, Round::cpuPerRequest));
    }
    int failed = rounds.stream().mapToInt(round -> round.result().failed()).sum();
    columns.put("failed", failed);
    return columns;
  }

  private double median(ToDoubleFunction<Round> figure) {
    return spread(figure).median();
  }

  private Spread spread(ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
  }

  /** Round by round: the two took turns. */
  private Spread beyond(Rounds bare, ToDoubleFunction<Round> figure) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      differences.add(
          figure.applyAsDouble(rounds.get(i)) - figure.applyAsDouble(bare.rounds.get(i)));
    }
    return Spread.of(differences);
  }

  private Spread times(Rounds bare, ToDoubleFunction<Round> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      ratios.add(figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(bare.rounds.get(i)));
    }
    return Spread.of(ratios);
  }
}
