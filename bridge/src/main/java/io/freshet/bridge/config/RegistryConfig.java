package io.freshet.bridge.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The schema registry.
 *
 * @param urls of the same registry, asked in turn; each may have a path, such as {@code
 *     /apis/ccompat/v7}
 * @param timeout of one request, from connecting to the answer's last byte
 */
public record RegistryConfig(
    List<URI> urls, Credentials credentials, TlsConfig tls, Duration timeout) {

  public RegistryConfig {
    urls = List.copyOf(urls);
  }

  /** Who asks. */
  public sealed interface Credentials {

    /** Anybody. */
    record Anonymous() implements Credentials {}

    /** HTTP basic authentication. */
    record Basic(String username, String password) implements Credentials {
      @Override
      public String toString() {
        return "Basic[" + username + "]";
      }
    }

    /** A bearer token. */
    record Bearer(String token) implements Credentials {
      @Override
      public String toString() {
        return "Bearer";
      }
    }
  }
}
