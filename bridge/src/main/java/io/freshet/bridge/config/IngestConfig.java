package io.freshet.bridge.config;

import java.net.URI;
import java.time.Duration;

/**
 * Where to push to.
 *
 * @param url without a path
 * @param apiKey the secret itself
 * @param timeout of one attempt, from connecting to the answer's last byte
 * @param protocol how to speak over an {@code http://} URL; TLS negotiates its own
 */
public record IngestConfig(
    URI url, String workspace, String apiKey, Duration timeout, Protocol protocol) {

  /** HTTP without TLS has no negotiation: one has to know. */
  public enum Protocol {
    /** HTTP/2 from the first byte: what freshet-ingest speaks, and the default. */
    H2C,
    /** For a proxy in between that knows nothing newer. */
    HTTP_1_1
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "IngestConfig[url=" + url + ", workspace=" + workspace + "]";
  }
}
