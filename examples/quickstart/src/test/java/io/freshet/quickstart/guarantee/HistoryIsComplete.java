package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Fate.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Each row of history is the record that it says it comes from, once. */
final class HistoryIsComplete implements Check {

  @Override
  public String promise() {
    return "history has each stored record once, as it was produced";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    Map<Position, Produced> produced = evidence.producedByPosition();
    Set<Position> seen = new HashSet<>();
    List<String> breaches = new ArrayList<>();
    for (Row row : evidence.tables().history()) {
      Optional<Position> position = row.position();
      if (position.isEmpty() || !produced.containsKey(position.get())) {
        breaches.add(row.key() + ": a row that comes from no record of the topic");
        continue;
      }
      if (!seen.add(position.get())) {
        breaches.add(position.get() + " has two rows in history");
      }
      if (produced.get(position.get()).fate() instanceof Version version) {
        List<String> differences = new Expected(version, position.get()).differences(row);
        if (!differences.isEmpty()) {
          breaches.add(position.get() + " differs in history: " + differences);
        }
      }
    }
    return breaches;
  }
}
