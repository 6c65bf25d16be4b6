package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Fate.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The row of an entity is its greatest version: the newest event time, and of several with that one
 * the greatest offset. Offsets of different partitions do not compare: where an entity's records
 * tie across partitions, the greatest of each partition may be the row, and nothing else.
 */
final class OnlineIsTheModel implements Check {
  private static final long TTL_MILLIS = 30L * 24 * 3_600_000;

  @Override
  public String promise() {
    return "the online row is the greatest version";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    Map<String, List<Expected>> candidates = candidates(evidence);
    Map<Position, Row> history = new HashMap<>();
    evidence
        .tables()
        .history()
        .forEach(row -> row.position().ifPresent(position -> history.put(position, row)));
    List<String> breaches = new ArrayList<>();
    Map<String, Row> rows = new TreeMap<>();
    evidence.tables().online().forEach(row -> rows.put(row.key(), row));
    for (Map.Entry<String, Row> entry : rows.entrySet()) {
      breach(entry.getValue(), candidates.getOrDefault(entry.getKey(), List.of()), history)
          .ifPresent(breach -> breaches.add(entry.getKey() + " " + breach));
    }
    candidates.keySet().stream()
        .filter(key -> !rows.containsKey(key))
        .forEach(key -> breaches.add(key + " has no row online"));
    return breaches;
  }

  private static Optional<String> breach(
      Row row, List<Expected> candidates, Map<Position, Row> history) {
    Optional<Expected> meant =
        row.position()
            .flatMap(position ->
                candidates.stream().filter(one -> one.position().equals(position)).findFirst());
    if (meant.isEmpty()) {
      return Optional.of(
          "is %s, not %s"
              .formatted(
                  row.position().map(Position::toString).orElse("a row of nowhere"),
                  candidates.stream().map(Expected::position).toList()));
    }
    List<String> differences = meant.get().differences(row);
    if (!differences.isEmpty()) {
      return Optional.of("differs online: " + differences);
    }
    Row remembered = history.get(meant.get().position());
    return remembered != null && !remembered.hasVersionOf(row)
        ? Optional.of("has another version than its row in history")
        : Optional.empty();
  }

  private static Map<String, List<Expected>> candidates(Evidence evidence) {
    Map<String, Map<Integer, Expected>> greatest = new HashMap<>();
    for (Produced record : evidence.produced()) {
      if (record.fate() instanceof Version version
          && version.eventTimeMillis() + TTL_MILLIS > evidence.endMillis()) {
        var expected = new Expected(version, record.position());
        greatest
            .computeIfAbsent(expected.key(), _ -> new HashMap<>())
            .merge(record.position().partition(), expected, OnlineIsTheModel::greater);
      }
    }
    Map<String, List<Expected>> candidates = new HashMap<>();
    greatest.forEach((key, byPartition) -> candidates.put(key, newest(byPartition.values())));
    return candidates;
  }

  /** Of one partition. */
  private static Expected greater(Expected a, Expected b) {
    long timeA = a.version().eventTimeMillis();
    long timeB = b.version().eventTimeMillis();
    boolean first = timeA == timeB ? a.position().offset() > b.position().offset() : timeA > timeB;
    return first ? a : b;
  }

  private static List<Expected> newest(Collection<Expected> greatest) {
    long newest =
        greatest.stream().mapToLong(one -> one.version().eventTimeMillis()).max().orElseThrow();
    return greatest.stream().filter(one -> one.version().eventTimeMillis() == newest).toList();
  }
}
