package io.freshet.bridge.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM files (RFC 7468). */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private Pem() {}

  static KeyStore trustStore(Path certificates) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int count = 0;
    for (Certificate certificate : certificates(certificates)) {
      store.setCertificateEntry("ca-" + count++, certificate);
    }
    return store;
  }

  /** One key without a password, and its chain. */
  static KeyStore keyStore(Path certificates, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    Certificate[] chain = certificates(certificates).toArray(Certificate[]::new);
    store.setKeyEntry("client", key(key), new char[0], chain);
    return store;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    List<Certificate> found = List.of();
    try (InputStream in = Files.newInputStream(file)) {
      found = List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    } catch (CertificateException _) {
      // something else than certificates
    }
    if (found.isEmpty()) {
      throw new GeneralSecurityException(file + " holds no certificate");
    }
    return found;
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher matcher = KEY.matcher(Files.readString(file));
    if (!matcher.find()) {
      throw new GeneralSecurityException(
          file + " holds no key that begins with -----BEGIN PRIVATE KEY----- (PKCS#8)");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException _) {
        // of another algorithm
      }
    }
    throw new GeneralSecurityException(file + " holds a key that is neither RSA, EC nor EdDSA");
  }
}
