package io.freshet.benchmarks.measure;

import java.util.List;

/** The same figure from several rounds. */
public record Spread(double lowest, double median, double highest) {

  public static Spread of(List<Double> rounds) {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("a spread of no rounds");
    }
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }

  /** {@code 12.3 (11.9–13.0)}. */
  @Override
  public String toString() {
    return Report.number(median)
        + " ("
        + Report.number(lowest)
        + "–"
        + Report.number(highest)
        + ")";
  }
}
