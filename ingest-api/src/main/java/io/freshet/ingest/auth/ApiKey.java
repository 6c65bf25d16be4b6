package io.freshet.ingest.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * A registered key: what its holder may do, and the hash of the secret that proves it.
 *
 * @param secretHash SHA-256 of the secret, in hex
 */
public record ApiKey(Caller caller, String secretHash, Instant created, Optional<Instant> expires) {

  public String id() {
    return caller.id();
  }

  /** Whether it has stopped working. */
  public boolean expiredAt(Instant moment) {
    return expires.isPresent() && !moment.isBefore(expires.get());
  }
}
