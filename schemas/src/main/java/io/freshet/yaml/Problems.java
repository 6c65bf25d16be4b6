package io.freshet.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a set of files, so that it is reported at once. */
public final class Problems {
  /** Nobody mends more at once; a hostile file could have millions. */
  private static final int KEPT = 1_000;

  private final List<Problem> found = new ArrayList<>();
  private int total;

  public void add(Problem problem) {
    total++;
    if (found.size() < KEPT) {
      found.add(problem);
    }
  }

  /** How many were added, listed or not. */
  public int total() {
    return total;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** Those of {@link #list} by file and line: the order in which a person mends them. */
  public List<Problem> sorted() {
    return found.stream()
        .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }

  /** A line each, in the order in which they were found. */
  @Override
  public String toString() {
    String lines = String.join("\n", found.stream().map(Problem::toString).toList());
    return total > KEPT ? lines + "\n… and " + (total - KEPT) + " more" : lines;
  }
}
