package io.freshet.yaml;

import java.util.Optional;

/**
 * Something wrong in a file, for a person to mend.
 *
 * @param file the file as the user named it
 * @param line 1-based; 0 when the problem is the whole file's
 * @param path where in the document, such as {@code topics[0].routes[1].push_source}; may be empty
 * @param message what is wrong
 * @param hint what to do, where that is known
 */
public record Problem(String file, int line, String path, String message, Optional<String> hint) {
  private static final int LONGEST = 500;

  /** Keys and names in the texts are the file's own, and may be of any length. */
  public Problem {
    path = capped(path);
    message = capped(message);
    hint = hint.map(Problem::capped);
  }

  private static String capped(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** {@code bridge.yaml:12: topics[0].topc: unknown key (did you mean topic?)}. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message
        + hint.map(text -> " (" + text + ")").orElse("");
  }
}
