package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.bridge.Rig.Running;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.KafkaSecurity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Brokers that want a login, an encrypted connection, or both: of every client that there is. */
class SecurityIT {
  private static final String PASSWORD = "kestrel-7-pond";
  private static final KafkaSecurity BOTH = KafkaSecurity.scramOverTls("alice", PASSWORD);
  private static final KafkaSecurity SCRAM = KafkaSecurity.scram("bob", PASSWORD);
  private static final KafkaSecurity TLS = KafkaSecurity.tls();

  @RegisterExtension static final EmbeddedKafka KAFKA = EmbeddedKafka.secured(BOTH, SCRAM, TLS);

  @TempDir private Path folder;
  private Rig rig;

  static Stream<KafkaSecurity> kinds() {
    return Stream.of(BOTH, SCRAM, TLS);
  }

  @BeforeEach
  void begin() throws Exception {
    rig = new Rig(KAFKA, folder);
    KAFKA.createTopic(rig.topic, 1);
  }

  @AfterEach
  void end() throws Exception {
    rig.close();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyClientOfTheBridgeGetsIn(KafkaSecurity kind) throws Exception {
    rig.kafka.putAll(KAFKA.clientProperties(kind));
    try (LogLines log = LogLines.open()) {
      Running bridge = rig.start(); // its admin client makes the dead-letter topic
      rig.produce(0, 3);
      rig.send(new ProducerRecord<>(rig.topic, "poison".getBytes(StandardCharsets.UTF_8)));
      rig.awaitCommitted(4);
      bridge.stop();
      assertThat(rig.server.sequences()).containsExactlyInAnyOrder(0L, 1L, 2L);
      assertThat(rig.dead()).hasSize(1);
      assertThat(output(0, "redrive", "--json")).contains("\"dead_again\":1");
      assertThat(preview()).contains("\"offset\":0", "\"offset\":2", "UNDECODABLE");
      assertThat(log.list()).isNotEmpty().noneMatch(line -> line.contains(PASSWORD));
    }
  }

  @Test
  void aWrongPasswordEndsTheProgramAndIsNotShown() throws Exception {
    rig.kafka.putAll(KAFKA.clientProperties(BOTH));
    rig.kafka.compute("sasl.jaas.config", (_, login) -> login.replace("pond", "lake"));
    assertThat(output(3, "run", "--verbose"))
        .contains("error: the broker at " + rig.kafka.get("bootstrap.servers"))
        .contains("does not take our credentials")
        .contains("sasl.jaas.config")
        .doesNotContain("kestrel");
  }

  @Test
  void aCertificateThatIsNotTrustedEndsTheProgram() throws Exception {
    rig.kafka.putAll(KAFKA.clientProperties(BOTH));
    rig.kafka.keySet().removeIf(name -> name.startsWith("ssl.truststore"));
    assertThat(output(3, "run", "--verbose"))
        .contains("error: no secure connection to the broker at ")
        .contains("ssl.truststore.location")
        .doesNotContain("kestrel");
  }

  private String preview() throws Exception {
    var out = new StringWriter();
    CommandLine command = BridgeMain.commandLine();
    command.setOut(new PrintWriter(out, true));
    String config = rig.configFile(0).toString();
    assertThat(command.execute("preview", "--config", config, "--from", "earliest", "--json"))
        .isZero();
    return out.toString();
  }

  /** All that the program says before it ends with this code. */
  private String output(int code, String... command) throws Exception {
    Path log = folder.resolve("output.log");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.add(BridgeMain.class.getName());
    arguments.addAll(List.of(command));
    arguments.addAll(List.of("--config", rig.configFile(Rig.freePort()).toString()));
    try (var bridge = JavaProcess.start("bridge", arguments, Map.of(), log)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> !bridge.isAlive());
      assertThat(bridge.exitCode()).hasValue(code);
    }
    return Files.readString(log);
  }
}
