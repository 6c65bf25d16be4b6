package io.freshet.ingest.auth;

/** Decides who a request comes from. */
@FunctionalInterface
public interface Doorkeeper {

  /**
   * Finds the holder of the key that a request shows.
   *
   * @param authorization the header's value, {@code Tecton-key K} or {@code Bearer K}; may be empty
   */
  Admission admit(String authorization);
}
