package io.freshet.bridge.propose;

import io.freshet.schema.Field;

/**
 * Where a field of the push source is proposed to come from.
 *
 * @param path as bridge.yaml writes it; empty where nothing matched
 * @param unit of a number that is a timestamp; empty where it needs none
 * @param reason why so, for people
 */
public record ProposedField(
    Field field, Certainty certainty, String path, String unit, String reason) {

  /** How sure a proposal is. */
  public enum Certainty {
    MATCHED,
    GUESSED,
    UNMATCHED
  }

  /** The line below {@code fields:}; what a person has to decide is a comment. */
  String line() {
    return switch (certainty) {
      case MATCHED -> mapped();
      case GUESSED -> mapped() + "   # " + reason;
      case UNMATCHED ->
          field.required()
              ? "%s: %s   # required, and %s".formatted(field.name(), field.name(), reason)
              : "# %s: …   # %s, optional".formatted(field.name(), field.type().text());
    };
  }

  private String mapped() {
    return unit.isEmpty()
        ? field.name() + ": " + quoted(path)
        : "%s: {path: %s, unit: %s}".formatted(field.name(), quoted(path), unit);
  }

  /** As a YAML value that is text whatever it looks like. */
  private static String quoted(String path) {
    return path.matches("[A-Za-z_$][A-Za-z0-9_.$-]*") && !path.matches("(?i)true|false|null|yes|no")
        ? path
        : "'" + path.replace("'", "''") + "'";
  }
}
