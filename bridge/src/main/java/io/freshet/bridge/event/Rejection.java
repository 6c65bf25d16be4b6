package io.freshet.bridge.event;

/**
 * Why a message goes to the dead-letter topic.
 *
 * @param stage where it happened
 * @param errorType one word for machines: a record error type of the ingest API, or our own
 * @param field the push source's field; empty where it is not about one
 * @param message for a person; never the payload
 */
public record Rejection(Stage stage, String errorType, String field, String message) {
  private static final int MAX_MESSAGE = 500;

  /** The step of the journey that refused a message. */
  public enum Stage {
    DECODE,
    MAP,
    PUSH
  }

  public Rejection {
    message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message;
  }

  /** A message that has brought a bug of ours to light. */
  public static Rejection bug(String what) {
    return new Rejection(Stage.MAP, "INTERNAL_ERROR", "", "a bug in freshet-bridge: " + what);
  }

  /** A message that is not in the topic's format. */
  public static Rejection undecodable(String message) {
    return new Rejection(Stage.DECODE, "UNDECODABLE", "", message);
  }
}
