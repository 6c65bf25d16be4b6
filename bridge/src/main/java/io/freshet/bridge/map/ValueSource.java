package io.freshet.bridge.map;

/** Where a raw value comes from. */
@FunctionalInterface
interface ValueSource {

  /** The value as the decoder left it. */
  Reading of(Incoming message);
}
