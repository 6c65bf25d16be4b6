package io.freshet.offline.table;

import java.util.Locale;
import java.util.Set;

/** The columns that every table has beside its entity and its features. */
public final class Columns {
  /** When it happened, the caller's time. */
  public static final String EVENT_TIME = "event_time";

  /** When the server took it in: from then on it was known. */
  public static final String INGESTION_TIME = "ingestion_time";

  /** The record's sequence; null is the lowest. */
  public static final String SEQUENCE = "sequence";

  /** Topic and partition, mostly; null where the caller said nothing. */
  public static final String ORIGIN = "origin";

  /** A tombstone: its features are null. */
  public static final String IS_DELETED = "is_deleted";

  /**
   * 16 bytes that settle ties among rows of one entity, event time, sequence and ingestion time:
   * the greater, byte by byte and unsigned, wins. With the entity, the event time and the sequence
   * it is a row's primary key.
   */
  public static final String CONTENT_HASH = "content_hash";

  private static final Set<String> OURS =
      Set.of(EVENT_TIME, INGESTION_TIME, SEQUENCE, ORIGIN, IS_DELETED, CONTENT_HASH);

  private Columns() {}

  /**
   * The column of a field: its name, with an underscore more where that is one of ours, or one of
   * ours with underscores, in any case (most engines fold it).
   */
  public static String of(String field) {
    String stem = field.toLowerCase(Locale.ROOT).replaceFirst("_+$", "");
    return OURS.contains(stem) ? field + "_" : field;
  }
}
