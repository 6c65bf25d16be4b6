package io.freshet.ingest.write;

import java.io.Serial;

/** More writes are waiting than can be done in time: nothing of this request was written. */
public final class OverloadedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  OverloadedException() {
    super("too many requests are waiting for the store", null, false, false);
  }
}
