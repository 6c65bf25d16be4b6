package io.freshet.bridge;

import java.io.Serial;

/** Something outside keeps the bridge from running; the message says what, where, what to do. */
final class BridgeFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BridgeFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
