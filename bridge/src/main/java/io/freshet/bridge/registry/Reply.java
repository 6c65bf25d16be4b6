package io.freshet.bridge.registry;

/** What one request to the registry has come to. */
sealed interface Reply {

  /** 200 with an entry that could be read. */
  record Ok(Entry entry) implements Reply {}

  /** 404 in the registry's own words. */
  record Missing(String message) implements Reply {}

  /** Anything else. */
  record Failed(String reason) implements Reply {}
}
