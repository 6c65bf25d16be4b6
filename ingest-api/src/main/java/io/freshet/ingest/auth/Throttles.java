package io.freshet.ingest.auth;

/** Hears of keys that are shown too often. */
@FunctionalInterface
public interface Throttles {

  void throttled(String keyId);
}
