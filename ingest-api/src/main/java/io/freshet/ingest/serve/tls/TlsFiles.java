package io.freshet.ingest.serve.tls;

import com.linecorp.armeria.common.TlsKeyPair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Where the port's certificate and key are, in PEM.
 *
 * @param certificate the server's own, and any that lead from it to a root
 * @param key its private key (PKCS #8), without a password
 * @param clientCa those that clients' certificates must lead to; empty: clients need none
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientCa) {
  private static final byte[] PROBE = {1, 2, 3, 4, 5, 6, 7, 8};

  /**
   * Reads all of them.
   *
   * @throws TlsProblem which file is wrong, and how
   */
  public TlsMaterial read() throws TlsProblem {
    List<X509Certificate> chain = certificates(TlsProblem.File.CERTIFICATE, certificate);
    TlsKeyPair pair = pair();
    if (!belong(pair.privateKey(), chain.getFirst())) {
      throw new TlsProblem(
          TlsProblem.File.KEY, key + " is not the key of the certificate in " + certificate);
    }
    return new TlsMaterial(
        pair,
        clientCa.isPresent() ? certificates(TlsProblem.File.CLIENT_CA, clientCa.get()) : List.of());
  }

  private static List<X509Certificate> certificates(TlsProblem.File which, Path file)
      throws TlsProblem {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new TlsProblem(which, file + " holds no certificate in PEM");
      }
      return found;
    } catch (IOException e) {
      throw new TlsProblem(which, "cannot read " + file);
    } catch (GeneralSecurityException e) {
      throw new TlsProblem(which, file + " holds no certificate in PEM");
    }
  }

  private TlsKeyPair pair() throws TlsProblem {
    if (!Files.isReadable(key) || !Files.isRegularFile(key)) {
      throw new TlsProblem(TlsProblem.File.KEY, "cannot read " + key);
    }
    try {
      return TlsKeyPair.of(key.toFile(), certificate.toFile());
    } catch (RuntimeException e) {
      throw new TlsProblem(
          TlsProblem.File.KEY, key + " holds no private key in PEM (PKCS #8, no password)");
    }
  }

  /** Whether what the one signs, the other verifies. */
  private static boolean belong(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false; // keys of two kinds
    }
  }
}
