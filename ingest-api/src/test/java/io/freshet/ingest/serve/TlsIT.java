package io.freshet.ingest.serve;

import static io.freshet.ingest.serve.WireCases.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import io.freshet.embedded.SelfSigned;
import io.freshet.ingest.health.Probe;
import io.freshet.ingest.serve.IngestServer.Docs;
import io.freshet.ingest.serve.tls.RenewedTls;
import io.freshet.ingest.serve.tls.TlsFiles;
import io.freshet.ingest.serve.tls.TlsProblem;
import io.freshet.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port with certificates from files, and clients of both kinds. */
class TlsIT {
  private static final String KEY = "Bearer " + Fixture.READ_WRITE;
  private static SelfSigned own;
  private static SelfSigned known;
  private static SelfSigned stranger;

  @TempDir private static Path folder;
  private final AtomicLong nanos = new AtomicLong();

  @BeforeAll
  static void make() {
    own = new SelfSigned(folder.resolve("own")).create();
    known = new SelfSigned(folder.resolve("known")).create();
    stranger = new SelfSigned(folder.resolve("stranger")).create();
  }

  @Test
  void speaksJsonAndGrpcInCipherAndNothingInPlainText() throws Exception {
    try (var server = start(own, Optional.empty())) {
      assertThat(push(server, Optional.empty()).statusCode()).isEqualTo(200);
      assertThat(grpc(server, Optional.empty()).ingest(Push.of(payment("b")).message()))
          .isNotNull();
      try (var logs = new Logs()) {
        assertThatThrownBy(() -> new JsonWire(server.port()).push(KEY, Push.of(payment("c"))))
            .hasCauseInstanceOf(IOException.class);
        assertThat(logs.text()).as("Netty would log the bytes, the key among them").isEmpty();
      }
    }
  }

  @Test
  void theImagesProbeFindsItAliveWhoeverItsClientsMustBe() throws Exception {
    for (Optional<SelfSigned> clients : List.of(Optional.<SelfSigned>empty(), Optional.of(known))) {
      URI live;
      try (var server = start(own, clients)) {
        live = URI.create("https://127.0.0.1:" + server.port() + "/healthz/live");
        assertThat(Probe.ask(live)).as("clients with certificates: " + clients).isZero();
        assertThat(Probe.ask(URI.create("http://127.0.0.1:" + server.port() + "/"))).isOne();
      }
      assertThat(Probe.ask(live)).as("when it has ended").isOne();
    }
  }

  @Test
  void whereClientsNeedACertificateItMustBeOneThatIsTrusted() throws Exception {
    try (var server = start(own, Optional.of(known))) {
      assertThat(push(server, Optional.of(known)).statusCode()).isEqualTo(200);
      assertThat(grpc(server, Optional.of(known)).ingest(Push.of(payment("b")).message()))
          .isNotNull();
      assertThatThrownBy(() -> push(server, Optional.empty())).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> push(server, Optional.of(stranger))).isInstanceOf(IOException.class);
      assertThatThrownBy(
              () -> grpc(server, Optional.empty()).ingest(Push.of(payment("c")).message()))
          .isInstanceOf(StatusRuntimeException.class);
    }
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestartAndHalfOfOneChangesNothing() throws Exception {
    SelfSigned live = copy(own);
    try (var server = start(live, Optional.empty())) {
      assertThat(shown(server)).isEqualTo(certificate(own));
      replace(live.certificate(), known.certificate());
      later();
      assertThat(shown(server)).as("the key is still the old one").isEqualTo(certificate(own));
      replace(live.privateKey(), known.privateKey());
      assertThat(shown(server)).as("not looked at again so soon").isEqualTo(certificate(own));
      later();
      assertThat(shown(server)).isEqualTo(certificate(known));
    }
  }

  private void later() {
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
  }

  private Fixture start(SelfSigned server, Optional<SelfSigned> clients) throws TlsProblem {
    var files =
        new TlsFiles(
            server.certificate(), server.privateKey(), clients.map(SelfSigned::certificate));
    return new Fixture(Docs.HIDDEN, Optional.of(new RenewedTls(files, nanos::get)));
  }

  private static HttpResponse<String> push(Fixture server, Optional<SelfSigned> client)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/ingest"))
            .header("Authorization", KEY)
            .POST(HttpRequest.BodyPublishers.ofString(Push.of(payment("a")).json()))
            .build();
    try (HttpClient https = HttpClient.newBuilder().sslContext(context(client)).build()) {
      return https.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static IngestServiceBlockingStub grpc(Fixture server, Optional<SelfSigned> client)
      throws GeneralSecurityException, IOException {
    X509Certificate trusted = certificate(own);
    var tls =
        new TlsProvider() {
          @Override
          public @Nullable TlsKeyPair keyPair(String hostname) {
            return client
                .map(one -> TlsKeyPair.of(one.privateKey().toFile(), one.certificate().toFile()))
                .orElse(null);
          }

          @Override
          public List<X509Certificate> trustedCertificates(String hostname) {
            return List.of(trusted);
          }
        };
    return GrpcClients.builder("gproto+https://localhost:" + server.port() + "/")
        .factory(ClientFactory.builder().tlsProvider(tls).build())
        .setHeader("authorization", KEY)
        .build(IngestServiceBlockingStub.class);
  }

  private static X509Certificate shown(Fixture server) throws Exception {
    SSLContext context = context(Optional.empty());
    try (var socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", server.port())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /** Trusts both of the certificates that a server here may show. */
  private static SSLContext context(Optional<SelfSigned> client)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("own", certificate(own));
    trusted.setCertificateEntry("known", certificate(known));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(client.isPresent() ? store(client.get()) : null, SelfSigned.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate certificate(SelfSigned of)
      throws GeneralSecurityException, IOException {
    return (X509Certificate) store(of).getCertificate("localhost");
  }

  private static KeyStore store(SelfSigned of) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(of.keystore())) {
      store.load(in, SelfSigned.PASSWORD.toCharArray());
    }
    return store;
  }

  private static SelfSigned copy(SelfSigned of) throws IOException {
    var copy = new SelfSigned(Files.createDirectories(folder.resolve("live")));
    Files.copy(of.certificate(), copy.certificate());
    Files.copy(of.privateKey(), copy.privateKey());
    return copy;
  }

  private static void replace(Path file, Path by) throws IOException {
    Files.copy(by, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
  }
}
