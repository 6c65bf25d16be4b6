package io.freshet.ingest.store.dynamodb;

/** The two tables' names. */
public record TableNames(String online, String history) {

  public static TableNames withPrefix(String prefix) {
    return new TableNames(prefix + "online", prefix + "history");
  }
}
