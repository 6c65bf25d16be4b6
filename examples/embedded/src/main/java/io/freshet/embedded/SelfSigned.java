package io.freshet.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and its self-signed certificate for {@code localhost} and 127.0.0.1, made by the JDK's
 * keytool; valid for a month.
 *
 * @param folder where its files are
 */
public record SelfSigned(Path folder) {
  /** Of the key store and the key in it. */
  public static final String PASSWORD = "freshet";

  private static final String ALIAS = "localhost";
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /** PKCS #12, with the key and the certificate. */
  public Path keystore() {
    return folder.resolve("keystore.p12");
  }

  /** PEM. */
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /** PEM (PKCS #8), without a password. */
  public Path privateKey() {
    return folder.resolve("key.pem");
  }

  /** Makes the files, unless they are there. */
  public SelfSigned create() {
    if (!Files.exists(certificate())) {
      Folder.create(folder);
      generate();
      writePem();
    }
    return this;
  }

  private void generate() {
    Keytool.run(
        folder,
        List.of(
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-validity",
            "30",
            "-storetype",
            "PKCS12",
            "-keystore",
            keystore().toString(),
            "-storepass",
            PASSWORD));
  }

  private void writePem() {
    try (InputStream in = Files.newInputStream(keystore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      byte[] key = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
      Files.writeString(privateKey(), pem("PRIVATE KEY", key));
      byte[] own = store.getCertificate(ALIAS).getEncoded();
      Files.writeString(certificate(), pem("CERTIFICATE", own));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write certificates below " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read " + keystore(), e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + PEM.encodeToString(bytes)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
