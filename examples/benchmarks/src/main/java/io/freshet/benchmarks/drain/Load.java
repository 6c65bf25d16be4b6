package io.freshet.benchmarks.drain;

/**
 * What is drained.
 *
 * @param events how many the topic has
 * @param routes how many push sources each of them goes to
 */
public record Load(String topic, int partitions, int events, int routes) {

  /** Named by what it is. */
  public static Load of(int partitions, int events, int routes) {
    return new Load("events-" + partitions + "-" + events, partitions, events, routes);
  }

  /** How many records are pushed. */
  long records() {
    return (long) events * routes;
  }
}
