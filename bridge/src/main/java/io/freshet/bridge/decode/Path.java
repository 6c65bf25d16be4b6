package io.freshet.bridge.decode;

import java.util.List;
import java.util.Optional;

/** A way into an event, such as {@code payment.merchant.id}: names of fields, outermost first. */
public record Path(List<String> steps) {
  private static final int MAX_STEPS = 32;

  public Path {
    steps = List.copyOf(steps);
  }

  /** Reads {@code a.b.c}; empty where a step is empty or there are more than 32. */
  public static Optional<Path> parse(String text) {
    List<String> steps = List.of(text.split("\\.", -1));
    return steps.size() > MAX_STEPS || steps.stream().anyMatch(String::isBlank)
        ? Optional.empty()
        : Optional.of(new Path(steps));
  }

  @Override
  public String toString() {
    return String.join(".", steps);
  }
}
