package io.freshet.yaml;

import java.util.Optional;

/**
 * Where something stands in a file, for problems that are found later than it was read.
 *
 * @param file the file as the user named it
 * @param line 1-based; 0 when unknown
 * @param path where in the document; may be empty
 */
public record Place(String file, int line, String path) {

  /** A problem at this place; an empty hint is no hint. */
  public Problem problem(String message, String hint) {
    return new Problem(
        file, line, path, message, hint.isEmpty() ? Optional.empty() : Optional.of(hint));
  }
}
