package io.freshet.ingest.auth;

import java.util.Locale;

/** What a key may do. */
public enum Access {
  READ,
  WRITE;

  /** As key files and command lines write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
