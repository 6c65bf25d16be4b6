package io.freshet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Dockerfiles are what the chart takes the images for. */
class ImagesTest {
  private static final Map<String, String> FOLDERS =
      Map.of(
          "freshet-bridge", "bridge",
          "freshet-ingest", "ingest-api",
          "freshet-offline", "ingest-api/offline");

  /** A start-up cache is made where it pays. */
  private static final Set<String> REHEARSED = Set.of("freshet-bridge", "freshet-ingest");

  private static final Pattern CLASS = Pattern.compile("io\\.freshet\\.[\\w.]+");

  private static List<JsonNode> containers() {
    return Chart.manifests(Chart.render(Chart.EXAMPLES.resolve("offline.yaml"))).stream()
        .filter(manifest -> manifest.path("kind").asText().equals("Deployment"))
        .flatMap(deployment -> deployment.at("/spec/template/spec/containers").valueStream())
        .toList();
  }

  static Stream<String> programs() {
    return FOLDERS.keySet().stream();
  }

  @Test
  void allProgramsAreRun() {
    assertThat(containers().stream().map(container -> container.path("name").asText()))
        .containsExactlyInAnyOrderElementsOf(FOLDERS.keySet());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void userPortAndJavaOptionsAreTheCharts(String program) {
    JsonNode container = container(program);
    JsonNode security = container.path("securityContext");
    String user = security.path("runAsUser").asText() + ":" + security.path("runAsGroup").asText();
    assertThat(all(program, "USER (.*)")).last().isEqualTo(user);
    assertThat(all(program, "EXPOSE (.*)"))
        .containsExactly(container.at("/ports/0/containerPort").asText());
    assertThat(all(program, "ENV JAVA_TOOL_OPTIONS=(.*)"))
        .containsExactlyElementsOf(environment(container, "JAVA_TOOL_OPTIONS"));
    assertThat(container.has("command")).as("the image's entry point stays").isFalse();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void entryPointRehearsalAndHealthCheckNeedNoShellAndNameClassesThatAreThere(String program)
      throws IOException {
    List<String> commands = all(program, "(?:ENTRYPOINT|RUN|CMD) (.*)");
    assertThat(commands).hasSize(REHEARSED.contains(program) ? 4 : 3);
    for (String command : commands) {
      List<String> words = List.of(new ObjectMapper().readValue(command, String[].class));
      assertThat(words.getFirst()).isIn("java", "--help");
      assertThat(words).doesNotContain("sh", "bash", "curl");
    }
    Set<String> classes =
        CLASS
            .matcher(dockerfile(program))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(classes).hasSize(2);
    // The worker's jar has the server's classes too.
    List<String> folders = List.of(FOLDERS.get(program), "ingest-api");
    for (String name : classes) {
      String source = "src/main/java/" + name.replace('.', '/') + ".java";
      assertThat(folders.stream().map(folder -> Chart.ROOT.resolve(folder).resolve(source)))
          .as(name)
          .anyMatch(Files::exists);
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void whatIsCopiedIsWhatTheIgnoreFileLetsThrough(String program) throws IOException {
    List<String> copied = List.of(all(program, "COPY (.*) /opt/freshet/").getFirst().split(" "));
    List<String> ignored =
        Files.readAllLines(Chart.ROOT.resolve(FOLDERS.get(program)).resolve(".dockerignore"));
    assertThat(ignored).contains("*");
    assertThat(ignored.stream().filter(line -> line.startsWith("!")).map(line -> line.substring(1)))
        .containsExactlyInAnyOrderElementsOf(copied);
  }

  private static JsonNode container(String program) {
    return containers().stream()
        .filter(container -> container.path("name").asText().equals(program))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> environment(JsonNode container, String name) {
    return container
        .path("env")
        .valueStream()
        .filter(variable -> variable.path("name").asText().equals(name))
        .map(variable -> variable.path("value").asText())
        .toList();
  }

  private static List<String> all(String program, String pattern) {
    return Pattern.compile("^ *" + pattern + "$", Pattern.MULTILINE)
        .matcher(dockerfile(program))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String dockerfile(String program) {
    return Chart.read(Chart.ROOT.resolve(FOLDERS.get(program)).resolve("Dockerfile"));
  }
}
