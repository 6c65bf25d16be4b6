package io.freshet.bridge.config;

/** Where a field's value comes from. */
public sealed interface ValueFrom {

  /**
   * A path into the event, or {@code $key}, {@code $key.PATH}, {@code $topic}, {@code $partition},
   * {@code $offset}, {@code $timestamp}, {@code $headers.NAME}.
   */
  record Path(String text) implements ValueFrom {}

  /** A CEL expression. */
  record Expression(Expr expr) implements ValueFrom {}
}
