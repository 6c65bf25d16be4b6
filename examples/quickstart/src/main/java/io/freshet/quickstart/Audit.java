package io.freshet.quickstart;

/**
 * What became of a topic's events, read from the broker and the tables alone.
 *
 * @param produced records in the topic
 * @param stored distinct (origin, sequence) pairs of that topic in {@code history}
 * @param deadLettered distinct source offsets of that topic in the dead-letter topic
 * @param committed sum of the group's committed offsets
 * @param onlineRows rows in {@code online}
 */
public record Audit(
    long produced, long stored, long deadLettered, long committed, long onlineRows) {

  /** Events that are nowhere. */
  public long lost() {
    return produced - stored - deadLettered;
  }

  /** Every event is accounted for and every offset is committed. */
  public boolean passed() {
    return lost() == 0 && committed == produced;
  }

  /** One line of JSON for scripts. */
  public String json() {
    return ("{\"produced\":%d,\"stored\":%d,\"dead_lettered\":%d,\"committed\":%d,"
            + "\"online_rows\":%d,\"lost\":%d}")
        .formatted(produced, stored, deadLettered, committed, onlineRows, lost());
  }
}
