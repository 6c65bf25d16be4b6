package io.freshet.ingest.read;

import java.io.Serial;

/** Leaves the parser from any depth; never seen outside this package. */
final class MalformedRead extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedRead(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return reason;
  }
}
