package io.freshet.ingest.admit;

import java.io.Serial;

/** A request was not begun. The caller should try again. */
public final class TurnedAwayException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** As many requests are at work and wait as may. */
    FULL,
    /** Its turn did not come in time. */
    WAITED_TOO_LONG,
    /** Its deadline was over before its turn came. */
    TOO_LATE
  }

  private final Reason reason;

  TurnedAwayException(Reason reason) {
    super("the request was not begun: " + reason, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
