package io.freshet.ingest.write;

import java.io.Serial;

/** A table could not be read or written. The caller of the request should try again. */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    /** The store asks for less. */
    THROTTLED,
    /** The store does not answer, or not as it should. */
    UNAVAILABLE
  }

  private final Kind kind;

  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause, false, false);
    this.kind = kind;
  }

  public StoreException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
