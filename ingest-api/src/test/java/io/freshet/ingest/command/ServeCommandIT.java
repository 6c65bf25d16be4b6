package io.freshet.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import io.freshet.embedded.SelfSigned;
import io.freshet.ingest.IngestMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code serve}, as it is typed: what it says when it starts, and when it cannot. */
class ServeCommandIT {
  private static final String SCHEMA =
      """
      workspace: prod
      push_source: payments
      timestamp: {field: at}
      fields:
        - {name: user_id, type: string, required: true}
        - {name: at, type: timestamp, required: true}
      feature_views:
        - {name: latest, entity: [user_id]}
      """;

  @TempDir private Path folder;

  private record Ran(int code, String err) {}

  @BeforeEach
  void schema() throws IOException {
    Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(folder.resolve("schemas/payments.yaml"), SCHEMA);
  }

  @Test
  void saysWhatItLoadedWhereItWritesAndWhereItListensAndEndsWithZero() throws IOException {
    int port = Ports.free();
    Path config = config("{host: 127.0.0.1, port: " + port + "}");
    Path log = folder.resolve("serve.log");
    try (JavaProcess process =
        JavaProcess.start(
            "serve",
            List.of(
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                IngestMain.class.getName(),
                "serve",
                "--config",
                config.toString()),
            Map.of("FRESHET_LOG", "json"),
            log)) {
      process.awaitReady(() -> text(log).contains("listening on"));
      assertThat(text(log))
          .contains("loaded 1 push source(s) from " + folder.resolve("schemas"))
          .contains("writing to memory: nothing survives this process")
          .contains("listening on http://127.0.0.1:" + port + " (JSON and gRPC)");
      assertThat(text(log).lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
      assertThat(process.terminate(Duration.ofSeconds(30))).isZero();
    }
  }

  @Test
  void aPortInUseIsOneMessageAndCodeThree() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ran ran = serve(config("{host: 127.0.0.1, port: " + taken.getLocalPort() + "}"));
      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err().lines().toList()).hasSize(1);
      assertThat(ran.err())
          .startsWith("error: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
          .contains("stop what listens there, or set server.port");
    }
  }

  @Test
  void aMissingFileAndWrongYamlAreProblemsAndCodeOne() throws IOException {
    Path nowhere = folder.resolve("nowhere.yaml");
    Ran missing = serve(nowhere);
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).startsWith(nowhere + ": ").doesNotContain("\tat ");
    Ran wrong = serve(config("{prot: 8080, docs: perhaps}"));
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err())
        .contains("ingest.yaml:1: server.docs: expected")
        .contains("ingest.yaml:1: server.prot: unknown key (did you mean port?)")
        .contains("3 problem(s)")
        .doesNotContain("\tat ");
  }

  @Test
  void everyProblemOfTlsFilesIsSaidWithItsLine() throws IOException {
    SelfSigned one = new SelfSigned(folder.resolve("one")).create();
    SelfSigned other = new SelfSigned(folder.resolve("other")).create();
    assertThat(tls("nowhere.pem", one.privateKey(), one.certificate()))
        .contains("ingest.yaml:1: server.tls.certificate: cannot read " + folder);
    assertThat(tls(one.certificate(), folder.resolve("ingest.yaml"), one.certificate()))
        .contains("server.tls.key: ", "holds no private key in PEM (PKCS #8, no password)");
    assertThat(tls(one.certificate(), other.privateKey(), one.certificate()))
        .contains("server.tls.key: ", "is not the key of the certificate in");
    assertThat(tls(one.certificate(), one.privateKey(), one.privateKey()))
        .contains("server.tls.client_ca: ", "holds no certificate in PEM");
  }

  private String tls(Object certificate, Object key, Object clientCa) throws IOException {
    Ran ran =
        serve(
            config(
                "{host: 127.0.0.1, tls: {certificate: %s, key: %s, client_ca: %s}}"
                    .formatted(certificate, key, clientCa)));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("1 problem(s)");
    return ran.err();
  }

  private Path config(String server) throws IOException {
    return Files.writeString(
        folder.resolve("ingest.yaml"),
        """
        server: %s
        schemas: {directory: schemas/}
        auth: {disabled: true}
        store: {in_memory: {}}
        """
            .formatted(server));
  }

  private static Ran serve(Path config) {
    var err = new StringWriter();
    CommandLine command = IngestMain.commandLine().setErr(new PrintWriter(err, true));
    return new Ran(command.execute("serve", "--config", config.toString()), err.toString());
  }

  private static String text(Path log) {
    try {
      return Files.readString(log).replace("\\/", "/"); // a slash may be escaped in JSON
    } catch (IOException e) {
      return "";
    }
  }
}
