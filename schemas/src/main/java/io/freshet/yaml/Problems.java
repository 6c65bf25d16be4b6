package io.freshet.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a set of files, so that it is reported at once. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** A line each, in the order of files and lines. */
  @Override
  public String toString() {
    return String.join("\n", found.stream().map(Problem::toString).toList());
  }
}
