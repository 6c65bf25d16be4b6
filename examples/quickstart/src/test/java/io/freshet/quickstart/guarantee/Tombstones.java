package io.freshet.quickstart.guarantee;

/** What the topic's configuration makes of a record without a value. */
enum Tombstones {
  DEAD_LETTER("dead_letter"),
  DELETE("delete"),
  SKIP("skip");

  private final String setting;

  Tombstones(String setting) {
    this.setting = setting;
  }

  /** The value of {@code on_tombstone}. */
  String setting() {
    return setting;
  }
}
