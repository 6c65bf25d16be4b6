package io.freshet.schema;

import java.util.regex.Pattern;

/** What workspaces, push sources, feature views and fields may be called. */
public final class Names {
  /** The rule, for people. */
  public static final String RULE = "a letter, then up to 127 letters, digits or underscores";

  private static final Pattern PATTERN = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}");

  private Names() {}

  public static boolean valid(String name) {
    return PATTERN.matcher(name).matches();
  }
}
