package io.freshet.bridge.registry;

/** Schemas by what a message says of them. */
@FunctionalInterface
public interface SchemaRegistry {

  /**
   * Asks once, and blocks while it does. A thread that is interrupted meanwhile gets {@link
   * Lookup.NotNow} and stays interrupted.
   */
  Lookup find(SchemaId id);
}
