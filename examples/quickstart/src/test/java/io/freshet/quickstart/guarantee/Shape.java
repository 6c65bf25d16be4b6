package io.freshet.quickstart.guarantee;

/**
 * What a run is made of.
 *
 * @param records in the topic
 * @param brokers one, or three
 * @param protocol of the group: {@code classic} or {@code consumer}
 * @param format of the topic: {@code json}, or {@code avro} with a schema registry
 */
record Shape(int records, int brokers, String protocol, String format, Tombstones tombstones) {
  static final int PARTITIONS = 12;
  static final int BRIDGES = 3;
  static final int SERVERS = 2;

  /** Seeds take turns with what they are made of; every fifth has three brokers. */
  static Shape of(long seed) {
    return new Shape(10_000, seed % 5 == 0 ? 3 : 1, protocol(seed), format(seed), tombstones(seed));
  }

  private static String protocol(long seed) {
    return seed % 2 == 0 ? "classic" : "consumer";
  }

  boolean hasRegistry() {
    return format.equals("avro");
  }

  /** Each with both protocols. */
  private static String format(long seed) {
    return seed / 2 % 2 == 0 ? "json" : "avro";
  }

  private static Tombstones tombstones(long seed) {
    return Tombstones.values()[(int) (seed % Tombstones.values().length)];
  }
}
