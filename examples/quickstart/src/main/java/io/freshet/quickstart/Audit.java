package io.freshet.quickstart;

import java.util.Optional;

/**
 * What became of a topic's events, read from the broker and the tables alone.
 *
 * @param produced records in the topic
 * @param stored distinct (origin, sequence) pairs of that topic in {@code history}
 * @param deadLettered distinct source offsets of that topic in the dead-letter topic
 * @param committed sum of the group's committed offsets
 * @param onlineRows rows in {@code online}
 * @param offline what a freshet-offline made of {@code history}, where one ran
 */
public record Audit(
    long produced,
    long stored,
    long deadLettered,
    long committed,
    long onlineRows,
    Optional<Offline> offline) {

  /**
   * The offline log beside its source.
   *
   * @param historyRows items in {@code history}
   * @param rows in the Iceberg table
   */
  public record Offline(long historyRows, long rows) {

    private long missing() {
      return Math.max(0, historyRows - rows);
    }
  }

  /** The same, with an offline log. */
  Audit with(Offline log) {
    return new Audit(produced, stored, deadLettered, committed, onlineRows, Optional.of(log));
  }

  /** Events that are nowhere, and rows of the history that are not in the offline log. */
  public long lost() {
    return produced - stored - deadLettered + offline.map(Offline::missing).orElse(0L);
  }

  /**
   * Every event is accounted for, every offset is committed, and the offline log is the history.
   */
  public boolean passed() {
    return lost() == 0
        && committed == produced
        && offline.stream().allMatch(log -> log.rows() == log.historyRows());
  }

  /** One line of JSON for scripts. */
  public String json() {
    return ("{\"produced\":%d,\"stored\":%d,\"dead_lettered\":%d,\"committed\":%d,"
            + "\"online_rows\":%d,%s\"lost\":%d}")
        .formatted(produced, stored, deadLettered, committed, onlineRows, offlineJson(), lost());
  }

  private String offlineJson() {
    return offline
        .map(log ->
            "\"history_rows\":%d,\"offline_rows\":%d,".formatted(log.historyRows(), log.rows()))
        .orElse("");
  }
}
