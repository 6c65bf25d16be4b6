package io.freshet.offline.commit;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What a table's snapshot says of the stream.
 *
 * @param positions of each shard, the last sequence number whose rows, and all before it, are in
 * @param backfilledUntil microseconds since the epoch: rows that were ingested up to then may be in
 *     although the stream has yet to deliver them; the smallest long where none are
 */
public record TableState(Map<String, Position> positions, long backfilledUntil) {
  /** No rows at all. */
  public static final TableState EMPTY = new TableState(Map.of(), Long.MIN_VALUE);

  /**
   * A shard that has not moved for so long is forgotten. The stream itself forgets its records
   * after 24 hours, so nobody can deliver any of that shard again.
   */
  private static final Duration FORGOTTEN = Duration.ofDays(7);

  private static final String POSITIONS = "freshet.positions";
  private static final String BACKFILLED = "freshet.backfilled-until";

  /** How far a shard is, and when a commit moved it there. */
  public record Position(BigInteger sequence, Instant moved) {}

  public TableState {
    positions = Map.copyOf(positions);
  }

  /**
   * The table's, as it is now; empty when it has rows and no snapshot says anything: somebody else
   * rewrote it and expired what we wrote.
   */
  public static Optional<TableState> of(Table table) {
    Snapshot current = table.currentSnapshot();
    return current == null
        ? Optional.of(EMPTY)
        : of(SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot));
  }

  /** The newest that one of these snapshots carries; none for none of them. */
  static Optional<TableState> of(Iterable<Snapshot> newestFirst) {
    boolean any = false;
    for (Snapshot snapshot : newestFirst) {
      any = true;
      if (snapshot.summary().containsKey(POSITIONS)) {
        return Optional.of(parse(snapshot.summary()));
      }
    }
    return any ? Optional.empty() : Optional.of(EMPTY);
  }

  /** Whether the snapshot carries it itself, and not only one before it. */
  public static boolean carriedBy(Snapshot snapshot) {
    return snapshot.summary().containsKey(POSITIONS);
  }

  /** Whether rows of that sequence number are in already. */
  boolean holds(String shard, BigInteger sequence) {
    Position position = positions.get(shard);
    return position != null && position.sequence().compareTo(sequence) >= 0;
  }

  /** The same, with a shard moved on. */
  TableState moved(String shard, BigInteger sequence, Instant now) {
    Map<String, Position> moved = new TreeMap<>(positions);
    moved.values().removeIf(position -> position.moved().isBefore(now.minus(FORGOTTEN)));
    moved.put(shard, new Position(sequence, now));
    return new TableState(moved, backfilledUntil);
  }

  /** The same, with rows in it that a backfill put there. */
  public TableState backfilled(long ingestionTime) {
    return new TableState(positions, Math.max(backfilledUntil, ingestionTime));
  }

  /** Puts it into the summary of the snapshot that the update will make. */
  void carry(SnapshotUpdate<?> update) {
    String text =
        new TreeMap<>(positions)
            .entrySet().stream()
                .map(entry ->
                    entry.getKey()
                        + "="
                        + entry.getValue().sequence()
                        + "@"
                        + entry.getValue().moved().getEpochSecond())
                .collect(Collectors.joining(" "));
    update.set(POSITIONS, text);
    update.set(BACKFILLED, Long.toString(backfilledUntil));
  }

  private static TableState parse(Map<String, String> summary) {
    Map<String, Position> positions = new TreeMap<>();
    for (String entry : summary.getOrDefault(POSITIONS, "").split(" ", -1)) {
      int sequence = entry.indexOf('=');
      int moved = entry.indexOf('@', sequence);
      if (sequence > 0 && moved > 0) {
        positions.put(
            entry.substring(0, sequence),
            new Position(
                new BigInteger(entry.substring(sequence + 1, moved)),
                Instant.ofEpochSecond(Long.parseLong(entry.substring(moved + 1)))));
      }
    }
    String backfilled = summary.getOrDefault(BACKFILLED, Long.toString(Long.MIN_VALUE));
    return new TableState(positions, Long.parseLong(backfilled));
  }
}
