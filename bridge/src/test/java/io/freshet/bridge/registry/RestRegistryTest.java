package io.freshet.bridge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.RegistryConfig;
import io.freshet.bridge.config.RegistryConfig.Credentials;
import io.freshet.bridge.config.TlsConfig;
import io.freshet.bridge.config.TlsConfig.Identity;
import io.freshet.bridge.config.TlsConfig.Trust;
import io.freshet.bridge.registry.Lookup.Found;
import io.freshet.bridge.registry.Lookup.NotNow;
import io.freshet.bridge.registry.Lookup.Unknown;
import io.freshet.bridge.registry.RegisteredSchema.Import;
import io.freshet.embedded.SelfSigned;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestRegistryTest {
  private static final SchemaId SEVEN = new SchemaId.Numbered(7);

  @TempDir private Path folder;
  private final StubRegistry stub = new StubRegistry();

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void aSchemaWithoutATypeIsAvro() throws Exception {
    stub.with("/schemas/ids/7", 200, "{\"schema\":\"text\",\"unknown\":{\"a\":[1]}}");
    assertThat(find(stub.config()))
        .isEqualTo(new Found(new RegisteredSchema(Kind.AVRO, "text", List.of())));
  }

  @Test
  void whatItRefersToStandsInFrontOfWhatNeedsIt() throws Exception {
    stub.with("/schemas/ids/7", 200, schema("main", ref("a", "sa"), ref("b", "sb")));
    stub.with("/subjects/sa/versions/1", 200, schema("A", ref("c", "sc")));
    stub.with("/subjects/sb/versions/1", 200, schema("B", ref("a", "sa"), ref("c", "sc")));
    stub.with("/subjects/sc/versions/1", 200, schema("C"));
    assertThat(find(stub.config()))
        .isInstanceOfSatisfying(
            Found.class,
            found -> {
              assertThat(found.schema().kind()).isEqualTo(Kind.PROTOBUF);
              assertThat(found.schema().imports())
                  .containsExactly(
                      new Import("c", "C"), new Import("a", "A"), new Import("b", "B"));
            });
    assertThat(stub.asked()).contains("/subjects/sa/versions/1?deleted=true").hasSize(4);
  }

  @Test
  void aCircleOfReferencesEnds() throws Exception {
    stub.with("/schemas/ids/7", 200, schema("main", ref("a", "sa")));
    stub.with("/subjects/sa/versions/1", 200, schema("A", ref("b", "sb")));
    stub.with("/subjects/sb/versions/1", 200, schema("B", ref("a", "sa")));
    assertThat(find(stub.config())).isInstanceOf(Found.class);
  }

  @Test
  void aReferenceToNothingIsUnknown() throws Exception {
    stub.with("/schemas/ids/7", 200, schema("main", ref("a", "sa")));
    assertThat(find(stub.config()))
        .isInstanceOfSatisfying(
            Unknown.class, unknown -> assertThat(unknown.message()).contains("sa, version 1"));
  }

  @Test
  void aGuidIsAnId() throws Exception {
    UUID guid = UUID.randomUUID();
    stub.with("/schemas/guids/" + guid, 200, schema("text"));
    assertThat(new RestRegistry(stub.config()).find(new SchemaId.Guid(guid)))
        .isInstanceOf(Found.class);
  }

  @Test
  void theNewestSchemaOfASubject() throws Exception {
    stub.with("/subjects/payments-value/versions/latest", 200, schema("text"));
    assertThat(new RestRegistry(stub.config()).latest("payments-value")).isInstanceOf(Found.class);
    assertThat(new RestRegistry(stub.config()).latest("other")).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {\"error_code\":40403} | Unknown | error 40403",
        "404 | {\"error_code\":404} | NotNow | not as a schema registry does",
        "404 | <html>no such page</html> | NotNow | check schema_registry.url and its path",
        "200 | <html>welcome</html> | NotNow | not as a schema registry does",
        "200 | {\"status\":\"UP\"} | NotNow | not as a schema registry does",
        "200 | {\"schema\":\"cut | NotNow | not as a schema registry does",
        "200 | {\"schema\":\"x\",\"schemaType\":\"XSD\"} | Unknown | the unknown type XSD",
        "301 | moved | NotNow | answered 301",
        "401 | {\"error_code\":40101} | NotNow | check basic_auth or bearer",
        "403 | {\"error_code\":40301} | NotNow | check basic_auth or bearer",
        "429 | slow down | NotNow | answered 429",
        "500 | {\"error_code\":50001} | NotNow | answered 500",
        "503 | '' | NotNow | answered 503"
      })
  void onlyTheRegistrysOwn404SaysThatThereIsNoSchema(
      int status, String body, String outcome, String message) throws Exception {
    stub.with("/schemas/ids/7", status, body);
    Lookup lookup = find(stub.config());
    assertThat(lookup.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(lookup.toString()).contains(message);
    assertThat(stub.asked()).hasSize(1);
  }

  @Test
  void anAnswerWithoutEndIsCutOff() throws Exception {
    stub.with("/schemas/ids/7", 200, " ".repeat(RegistryHttp.MAX_BYTES + 1));
    assertThat(find(stub.config()).toString()).contains("more than 8 MiB");
  }

  @Test
  void noAnswerAndNobodyThereIsNotNow() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RegistryConfig config = at(Duration.ofMillis(200), silent.getLocalPort());
      assertThat(find(config)).isInstanceOf(NotNow.class);
      silent.close();
      assertThat(find(config)).isInstanceOf(NotNow.class);
    }
  }

  @Test
  void anInterruptIsNotNowAndStays() throws Exception {
    stub.with("/schemas/ids/7", 200, schema("text"));
    Thread.currentThread().interrupt();
    assertThat(find(stub.config())).isInstanceOf(NotNow.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void ofSeveralUrlsTheFirstThatIsARegistryAnswers() throws Exception {
    stub.with("/schemas/ids/7", 200, schema("text"));
    int nobody;
    try (var closed = new ServerSocket(0)) {
      nobody = closed.getLocalPort();
    }
    assertThat(find(at(Duration.ofSeconds(5), nobody, stub.port()))).isInstanceOf(Found.class);
  }

  @Test
  void theUrlsPathIsKept() throws Exception {
    stub.with("/apis/ccompat/v7/schemas/ids/7", 200, schema("text"));
    assertThat(find(stub.config("/apis/ccompat/v7"))).isInstanceOf(Found.class);
    assertThat(find(stub.config("/apis/ccompat/v7/"))).isInstanceOf(Found.class);
  }

  @Test
  void saysWhoAsks() throws Exception {
    stub.with("/schemas/ids/7", 200, schema("text"));
    find(as(new Credentials.Basic("jane", "pä:ss")));
    find(as(new Credentials.Bearer("token")));
    assertThat(stub.authorizations()).containsExactly("Basic amFuZTpww6Q6c3M=", "Bearer token");
  }

  @Test
  void speaksTlsWithACertificateOfItsOwn() throws Exception {
    SelfSigned server = new SelfSigned(folder.resolve("server")).create();
    SelfSigned client = new SelfSigned(folder.resolve("client")).create();
    try (var secure = new StubRegistry(https(server, client))) {
      secure.with("/schemas/ids/7", 200, schema("text"));
      var trust = new Trust.Pem(server.certificate());
      var pem = new Identity.Pem(client.certificate(), client.privateKey());
      var store = new Identity.Store(client.keystore(), SelfSigned.PASSWORD);
      assertThat(find(tls(secure, new TlsConfig(trust, pem)))).isInstanceOf(Found.class);
      assertThat(
              find(
                  tls(
                      secure,
                      new TlsConfig(
                          new Trust.Store(trusting(server), SelfSigned.PASSWORD), store))))
          .isInstanceOf(Found.class);
      assertThat(find(tls(secure, new TlsConfig(trust, new Identity.None()))))
          .isInstanceOf(NotNow.class);
      assertThat(find(tls(secure, new TlsConfig(new Trust.Standard(), pem))))
          .isInstanceOf(NotNow.class);
    }
  }

  @Test
  void aTlsFileThatIsNoneIsSaidAtTheStart() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), "not a certificate");
    var config = new TlsConfig(new Trust.Pem(file), new Identity.None());
    assertThatThrownBy(() -> find(tls(stub, config))).hasMessageContaining(file.toString());
    var key = new Identity.Pem(new SelfSigned(folder).create().certificate(), file);
    assertThatThrownBy(() -> find(tls(stub, new TlsConfig(new Trust.Standard(), key))))
        .hasMessageContaining("PKCS#8");
  }

  private static Lookup find(RegistryConfig config) throws Exception {
    return new RestRegistry(config).find(SEVEN);
  }

  private static RegistryConfig at(Duration timeout, int... ports) {
    List<URI> urls =
        IntStream.of(ports).mapToObj(port -> URI.create("http://127.0.0.1:" + port)).toList();
    return new RegistryConfig(urls, new Credentials.Anonymous(), TlsConfig.standard(), timeout);
  }

  private RegistryConfig as(Credentials credentials) {
    RegistryConfig config = stub.config();
    return new RegistryConfig(config.urls(), credentials, config.tls(), config.timeout());
  }

  private static RegistryConfig tls(StubRegistry stub, TlsConfig tls) {
    return new RegistryConfig(
        List.of(URI.create("https://localhost:" + stub.port())),
        new Credentials.Anonymous(),
        tls,
        Duration.ofSeconds(10));
  }

  private static Path trusting(SelfSigned server) throws Exception {
    Path file = server.folder().resolve("trust.p12");
    KeyStore store = Pem.trustStore(server.certificate());
    try (var out = Files.newOutputStream(file)) {
      store.store(out, SelfSigned.PASSWORD.toCharArray());
    }
    return file;
  }

  private static HttpsServer https(SelfSigned server, SelfSigned client) throws Exception {
    KeyStore store =
        KeyStore.getInstance(server.keystore().toFile(), SelfSigned.PASSWORD.toCharArray());
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, SelfSigned.PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(Pem.trustStore(client.certificate()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    return https;
  }

  private static String schema(String text, String... references) {
    return "{\"subject\":\"s\",\"id\":7,\"schemaType\":\"PROTOBUF\",\"references\":["
        + String.join(",", references)
        + "],\"schema\":\""
        + text
        + "\"}";
  }

  private static String ref(String name, String subject) {
    return "{\"name\":\"" + name + "\",\"subject\":\"" + subject + "\",\"version\":1}";
  }
}
