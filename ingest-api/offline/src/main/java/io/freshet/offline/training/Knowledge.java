package io.freshet.offline.training;

import java.util.Locale;

/** What counts as known at a moment. */
public enum Knowledge {
  /** What had happened and had been taken in: what the online store would have said then. */
  INGESTION,
  /** What had happened, whenever it was taken in: for histories that were filled in afterwards. */
  EVENT;

  /** As the command line writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
