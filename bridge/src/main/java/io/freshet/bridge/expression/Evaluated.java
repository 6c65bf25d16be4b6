package io.freshet.bridge.expression;

import org.jspecify.annotations.Nullable;

/** What an expression has come to. */
public sealed interface Evaluated {

  /**
   * A value.
   *
   * @param value {@code Boolean}, {@code Long}, {@code Double}, {@code String}, {@code Instant},
   *     {@code byte[]}, {@code List} or {@code Map<String, ?>} of those; or null
   */
  record Result(@Nullable Object value) implements Evaluated {}

  /** None; the reason never quotes the event. */
  record Failed(String reason) implements Evaluated {}
}
