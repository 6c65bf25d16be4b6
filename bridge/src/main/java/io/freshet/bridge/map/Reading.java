package io.freshet.bridge.map;

/** What has come of looking for a value. */
sealed interface Reading {
  Reading NOTHING = new Absent();

  /** A value: as the decoder left it, or typed already. */
  record Present(Object value) implements Reading {}

  /** None, or an explicit null. */
  record Absent() implements Reading {}

  /**
   * One that is of no use.
   *
   * @param errorType one word for machines
   * @param message for a person; never the payload
   */
  record Unusable(String errorType, String message) implements Reading {}
}
