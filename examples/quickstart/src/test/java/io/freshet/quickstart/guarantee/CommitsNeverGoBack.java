package io.freshet.quickstart.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Committed offsets only grow, up to the end of the topic. */
final class CommitsNeverGoBack implements Check {

  @Override
  public String promise() {
    return "committed offsets never go back, and reach the end";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    Map<Integer, Long> reached = new HashMap<>();
    List<String> breaches = new ArrayList<>();
    for (Offsets sample : evidence.offsets()) {
      sample
          .committed()
          .forEach((partition, offset) -> {
            Long before = reached.put(partition, offset);
            if (before != null && before > offset) {
              breaches.add(
                  "partition %d went back from %d to %d".formatted(partition, before, offset));
            }
          });
    }
    ends(evidence)
        .forEach((partition, end) -> {
          long last = reached.getOrDefault(partition, 0L);
          if (last != end) {
            breaches.add(
                "partition %d ends at %d, committed is %d".formatted(partition, end, last));
          }
        });
    return breaches;
  }

  private static Map<Integer, Long> ends(Evidence evidence) {
    return evidence.produced().stream()
        .map(Produced::position)
        .collect(
            Collectors.toMap(Position::partition, position -> position.offset() + 1, Math::max));
  }
}
