package io.freshet.bridge.registry;

/** What asking for a schema has come to. */
public sealed interface Lookup {

  /** It is there, and will never be another. */
  record Found(RegisteredSchema schema) implements Lookup {}

  /** The registry says that it is not there. */
  record Unknown(String message) implements Lookup {}

  /** Asking failed; it may go better later. */
  record NotNow(String reason) implements Lookup {}
}
