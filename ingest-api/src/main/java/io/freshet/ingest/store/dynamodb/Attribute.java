package io.freshet.ingest.store.dynamodb;

/** The attributes that every item has; a feature's name never begins with an underscore. */
final class Attribute {
  static final String KEY = "pk";
  static final String SORT_KEY = "sk";
  static final String VERSION = "_version";
  static final String EVENT_TIME = "_event_time";
  static final String INGESTION_TIME = "_ingestion_time";
  static final String SEQUENCE = "_sequence";
  static final String ORIGIN = "_origin";
  static final String DELETED = "_deleted";
  static final String EXPIRES_AT = "_expires_at";

  private Attribute() {}

  /** Whether it is one of these and no feature. */
  static boolean system(String name) {
    return name.startsWith("_") || name.equals(KEY) || name.equals(SORT_KEY);
  }
}
