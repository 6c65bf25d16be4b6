package io.freshet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.embedded.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real programs read what the chart renders for them. */
class LintIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();
  private static final Path SAMPLES = Chart.ROOT.resolve("examples/quickstart/schemas");

  /** Several files of values come to the same server: it is asked once. */
  private static final Set<String> ASKED = new HashSet<>();

  @TempDir private Path folder;

  static List<Path> matrix() {
    return Chart.matrix();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void theProgramsTakeTheirConfiguration(Path values) throws Exception {
    lint(Chart.render(values));
  }

  @Test
  void theSidecarTakesItsConfiguration() throws Exception {
    lint(KafkaWithBridge.render(folder));
  }

  private void lint(String rendered) throws Exception {
    List<JsonNode> manifests = Chart.manifests(rendered);
    Optional<String> bridge = file(manifests, "bridge.yaml");
    if (bridge.isPresent()) {
      Path config = Files.writeString(folder.resolve("bridge.yaml"), bridge.get());
      String jar = Chart.ROOT.resolve("bridge/target/freshet-bridge.jar").toString();
      succeeds(jar, "lint", "--config", config.toString(), "--schemas", SAMPLES.toString());
    }
    Optional<String> offline = file(manifests, "offline.yaml");
    if (offline.isPresent()) {
      Path config =
          Files.writeString(
              folder.resolve("offline.yaml"),
              offline.get().replace("/etc/freshet/schemas", schemas(manifests).toString()));
      String jar = Chart.ROOT.resolve("ingest-api/offline/target/freshet-offline.jar").toString();
      succeeds(jar, "lint", "--config", config.toString());
    }
    Optional<String> ingest = file(manifests, "ingest.yaml").filter(ASKED::add);
    if (ingest.isPresent()) {
      Path config =
          Files.writeString(folder.resolve("ingest.yaml"), mounted(manifests, ingest.get()));
      String jar = Chart.ROOT.resolve("ingest-api/target/freshet-ingest.jar").toString();
      succeeds(jar, "lint", "--config", config.toString());
    }
  }

  /** The configuration with this machine's paths in place of the pod's, and the files there. */
  private String mounted(List<JsonNode> manifests, String config) throws IOException {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    Files.writeString(keys.resolve("keys.yaml"), file(manifests, "keys.yaml").orElse("keys: []\n"));
    var tls = new SelfSigned(folder.resolve("tls")).create();
    return config
        .replace("/etc/freshet/tls/tls.crt", tls.certificate().toString())
        .replace("/etc/freshet/tls/tls.key", tls.privateKey().toString())
        .replace("/etc/freshet/tls/ca.crt", tls.certificate().toString())
        .replace("/etc/freshet/schemas", schemas(manifests).toString())
        .replace("/etc/freshet/keys", keys.toString());
  }

  private Path schemas(List<JsonNode> manifests) throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Optional<String> schema = file(manifests, "prod.transactions.yaml");
    Files.writeString(
        schemas.resolve("prod.transactions.yaml"),
        schema.orElse(Files.readString(SAMPLES.resolve("prod/transactions.yaml"))));
    return schemas;
  }

  private static Optional<String> file(List<JsonNode> manifests, String name) {
    return manifests.stream()
        .flatMap(manifest -> manifest.findValues(name).stream())
        .map(JsonNode::asText)
        .findFirst();
  }

  private static void succeeds(String jar, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar));
    command.addAll(List.of(arguments));
    Tool.Result result = Tool.run(command, Map.of("POD_NAME", "shop-freshet-offline-0"));
    assertThat(result.code()).as(result.output()).isZero();
  }
}
