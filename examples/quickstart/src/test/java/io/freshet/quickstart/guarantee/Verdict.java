package io.freshet.quickstart.guarantee;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the oracle has found.
 *
 * @param breaches by the promise that was broken; empty if all were kept
 */
record Verdict(Map<String, List<String>> breaches) {
  private static final int SHOWN = 10;

  boolean kept() {
    return breaches.isEmpty();
  }

  @Override
  public String toString() {
    return breaches.entrySet().stream()
        .map(broken ->
            "BROKEN: %s (%d times)\n    %s"
                .formatted(
                    broken.getKey(),
                    broken.getValue().size(),
                    broken.getValue().stream().limit(SHOWN).collect(Collectors.joining("\n    "))))
        .collect(Collectors.joining("\n"));
  }
}
