package io.freshet.bridge.command;

import java.io.Serial;

/** Something outside does not work; the message says what, where, what to do. */
final class CommandFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }
}
