package io.freshet.yaml;

import java.util.Collection;
import java.util.Optional;

/** Finds what a user probably meant. */
public final class NearNames {
  private NearNames() {}

  /** The candidate nearest to a name, where one is near enough to be meant. */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    throw new UnsupportedOperationException("H2");
  }

  /** {@code did you mean amount?}, or a list of what there is; empty where there is nothing. */
  public static String hint(String name, Collection<String> candidates) {
    throw new UnsupportedOperationException("H2");
  }
}
