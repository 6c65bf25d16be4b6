package io.freshet.quickstart.guarantee;

import java.util.Comparator;

/** Where a record is in the topic of a run. */
record Position(int partition, long offset) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::partition).thenComparingLong(Position::offset);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** From an origin, {@code topic/partition}, and a sequence. */
  static Position of(String origin, long sequence) {
    return new Position(Integer.parseInt(origin.substring(origin.lastIndexOf('/') + 1)), sequence);
  }

  @Override
  public String toString() {
    return partition + "/" + offset;
  }
}
