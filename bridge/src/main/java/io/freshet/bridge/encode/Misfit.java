package io.freshet.bridge.encode;

import java.io.Serial;

/**
 * JSON that is not of its schema; the message says where, what and, if that is near, what instead.
 */
public final class Misfit extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public Misfit(String message) {
    super(message);
  }

  /** The same, with what it is about in front. */
  public Misfit of(String what) {
    return new Misfit(what + ": " + getMessage());
  }

  /**
   * At a place in the JSON.
   *
   * @param path empty for all of it
   */
  static Misfit at(String path, String message) {
    return new Misfit(path.isEmpty() ? message : path + ": " + message);
  }
}
