package io.freshet.quickstart.guarantee;

/**
 * What a run is made of.
 *
 * @param records in the topic
 * @param brokers one, or three
 * @param protocol of the group: {@code classic} or {@code consumer}
 */
record Shape(int records, int brokers, String protocol, Tombstones tombstones) {
  static final int PARTITIONS = 12;
  static final int BRIDGES = 3;
  static final int SERVERS = 2;

  /** Seeds take turns with what they are made of; every fifth has three brokers. */
  static Shape of(long seed) {
    return new Shape(10_000, seed % 5 == 0 ? 3 : 1, protocol(seed), tombstones(seed));
  }

  private static String protocol(long seed) {
    return seed % 2 == 0 ? "classic" : "consumer";
  }

  private static Tombstones tombstones(long seed) {
    return Tombstones.values()[(int) (seed % Tombstones.values().length)];
  }
}
