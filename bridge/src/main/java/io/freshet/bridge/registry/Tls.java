package io.freshet.bridge.registry;

import io.freshet.bridge.config.TlsConfig;
import io.freshet.bridge.config.TlsConfig.Identity;
import io.freshet.bridge.config.TlsConfig.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** TLS settings for an HTTP client. */
final class Tls {
  private Tls() {}

  static OkHttpClient.Builder configured(TlsConfig tls, OkHttpClient.Builder http)
      throws IOException, GeneralSecurityException {
    if (tls.equals(TlsConfig.standard())) {
      return http;
    }
    X509TrustManager trusted = trusted(tls.trust());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        identity(tls.identity()).toArray(KeyManager[]::new),
        new X509TrustManager[] {trusted},
        new SecureRandom());
    return http.sslSocketFactory(context.getSocketFactory(), trusted);
  }

  private static X509TrustManager trusted(Trust trust)
      throws IOException, GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(
        switch (trust) {
          case Trust.Standard _ -> null;
          case Trust.Pem pem -> Pem.trustStore(pem.certificates());
          case Trust.Store store -> load(store.file(), store.password());
        });
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("this Java cannot check certificates"));
  }

  private static List<KeyManager> identity(Identity identity)
      throws IOException, GeneralSecurityException {
    return switch (identity) {
      case Identity.None _ -> List.of();
      case Identity.Pem pem -> keys(Pem.keyStore(pem.certificates(), pem.key()), "");
      case Identity.Store store -> keys(load(store.file(), store.password()), store.password());
    };
  }

  private static List<KeyManager> keys(KeyStore store, String password)
      throws GeneralSecurityException {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password.toCharArray());
    return List.of(factory.getKeyManagers());
  }

  private static KeyStore load(Path file, String password)
      throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), password.toCharArray());
  }
}
