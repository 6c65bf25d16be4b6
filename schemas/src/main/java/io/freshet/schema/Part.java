package io.freshet.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a push source's schema, for changes to speak of and for places to be found by.
 *
 * @param path keys and names from the source down, such as {@code [fields, amount, type]}; empty:
 *     the source itself
 */
public record Part(String workspace, String pushSource, List<String> path) {

  public Part {
    path = List.copyOf(path);
  }

  /** The source itself. */
  public static Part of(PushSource source) {
    return new Part(source.workspace(), source.name(), List.of());
  }

  /** A part of this part. */
  public Part child(String... keys) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(List.of(keys));
    return new Part(workspace, pushSource, longer);
  }

  /** {@code prod/transactions fields.amount.type}. */
  @Override
  public String toString() {
    String source = workspace + "/" + pushSource;
    return path.isEmpty() ? source : source + " " + String.join(".", path);
  }
}
