package io.freshet.embedded.fault;

/** One line of an HTTP head. */
record Header(String name, String value) {

  static Header parse(String line) {
    int colon = line.indexOf(':');
    return new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }

  boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
