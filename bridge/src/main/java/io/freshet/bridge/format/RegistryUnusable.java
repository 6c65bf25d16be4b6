package io.freshet.bridge.format;

import java.io.Serial;

/** The settings of the schema registry name files that are of no use; the message says which. */
public final class RegistryUnusable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  RegistryUnusable(String message) {
    super(message);
  }
}
