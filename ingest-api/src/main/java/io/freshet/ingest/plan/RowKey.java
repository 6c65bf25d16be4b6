package io.freshet.ingest.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A row's key, read back into its parts.
 *
 * @param entity the texts of the entity's values, in the view's order
 */
public record RowKey(String workspace, String view, List<String> entity) {

  public RowKey {
    entity = List.copyOf(entity);
  }

  /**
   * Reads what {@link ViewPlan#key} wrote.
   *
   * @throws IllegalArgumentException when it is no row's key; its text, which may name a person, is
   *     not in the message
   */
  public static RowKey parse(String key) {
    List<String> parts = new ArrayList<>();
    var part = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '|') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == '\\' && i + 1 < key.length()) {
        part.append(key.charAt(++i));
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    if (parts.size() < 3) {
      throw new IllegalArgumentException("a key of " + parts.size() + " part(s) is no row's");
    }
    return new RowKey(parts.get(0), parts.get(1), parts.subList(2, parts.size()));
  }
}
