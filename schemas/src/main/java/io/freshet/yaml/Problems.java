package io.freshet.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
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

  /** As the member {@code problems} of a JSON object, sorted. */
  public void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("problems");
    for (Problem problem : sorted()) {
      json.writeStartObject();
      json.writeStringField("file", problem.file());
      json.writeNumberField("line", problem.line());
      json.writeStringField("path", problem.path());
      json.writeStringField("message", problem.message());
      json.writeStringField("hint", problem.hint().orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A line each, in the order in which they were found. */
  @Override
  public String toString() {
    String lines = String.join("\n", found.stream().map(Problem::toString).toList());
    return total > KEPT ? lines + "\n… and " + (total - KEPT) + " more" : lines;
  }
}
