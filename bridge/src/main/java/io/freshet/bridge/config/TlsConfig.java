package io.freshet.bridge.config;

import java.nio.file.Path;

/** Whom a TLS client trusts, and who it says it is. */
public record TlsConfig(Trust trust, Identity identity) {

  /** What Java trusts, and nobody in particular. */
  public static TlsConfig standard() {
    return new TlsConfig(new Trust.Standard(), new Identity.None());
  }

  /** The certificates that vouch for a server. */
  public sealed interface Trust {

    /** Java's own. */
    record Standard() implements Trust {}

    /** A PEM file of one or more certificates. */
    record Pem(Path certificates) implements Trust {}

    /** A PKCS#12 or JKS file. */
    record Store(Path file, String password) implements Trust {
      @Override
      public String toString() {
        return "Store[" + file + "]";
      }
    }
  }

  /** A client certificate with its key. */
  public sealed interface Identity {

    /** No certificate is sent. */
    record None() implements Identity {}

    /** A PEM file with the chain, the client's own first, and one with its PKCS#8 key. */
    record Pem(Path certificates, Path key) implements Identity {}

    /** A PKCS#12 or JKS file. */
    record Store(Path file, String password) implements Identity {
      @Override
      public String toString() {
        return "Store[" + file + "]";
      }
    }
  }
}
