package io.freshet.bridge.decode;

import java.util.List;

/** The names that lead into an event, outermost first: as far as a decoder goes. */
public record Path(List<String> steps) {

  public Path {
    steps = List.copyOf(steps);
  }

  @Override
  public String toString() {
    return String.join(".", steps);
  }
}
