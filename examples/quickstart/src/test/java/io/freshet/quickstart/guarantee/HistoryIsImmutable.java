package io.freshet.quickstart.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A row that was there once is there for ever, the same in every attribute. */
final class HistoryIsImmutable implements Check {

  @Override
  public String promise() {
    return "history is immutable";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    Map<String, Row> rows = new HashMap<>();
    List<String> breaches = new ArrayList<>();
    for (Row row : evidence.sightings().history()) {
      Row before = rows.putIfAbsent(row.identity(), row);
      if (before != null && !before.equals(row)) {
        breaches.add(row.identity() + " has changed");
      }
    }
    Set<String> left = new HashSet<>();
    for (Row row : evidence.tables().history()) {
      left.add(row.identity());
      Row before = rows.get(row.identity());
      if (before != null && !before.equals(row)) {
        breaches.add(row.identity() + " has changed by the end");
      }
    }
    rows.keySet().stream()
        .filter(identity -> !left.contains(identity))
        .forEach(identity -> breaches.add(identity + " has vanished"));
    return breaches;
  }
}
