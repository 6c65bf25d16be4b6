package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The chart's dashboard and alert rules, beside what the programs really report. */
class DashboardIT {
  private static final Path ROOT = Path.of(System.getProperty("freshet.root"));
  private static final Path FILES = ROOT.resolve("helm/freshet/files");
  private static final Pattern NAME = Pattern.compile("freshet_(bridge|ingest)_[a-z_]+");

  /** Bad ones are among so many; slowly, for nothing here is about load. */
  private static final long EVENTS = 600;

  private static final long PER_SECOND = 200;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path work;

  private static LocalSystem system;
  private static Flow flow;
  private static BridgeProcess bridge;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @BeforeAll
  static void aMomentInTheLifeOfBoth() throws Exception {
    system = LocalSystem.start(ROOT, work, _ -> {});
    flow = new Flow(system, "watched", 7, 300);
    bridge = flow.startBridge("watched-1");
    flow.produce(EVENTS, PER_SECOND).get();
    flow.assertNothingLost();
  }

  @AfterAll
  static void stopEverything() {
    if (flow != null) {
      flow.close();
    }
    if (system != null) {
      system.close();
    }
  }

  @Test
  void everyMetricOfRulesAndDashboardIsOneThatAProgramReports() throws Exception {
    Set<String> reported =
        Stream.of(get(bridge.metrics()), get(system.ingest().url("/metrics")))
            .flatMap(String::lines)
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceFirst("[ {].*", ""))
            .collect(Collectors.toSet());
    assertThat(reported).hasSizeGreaterThan(50).containsAll(used());
  }

  @Test
  void aRealPrometheusAnswersEveryQueryOfTheDashboard() throws Exception {
    assumeTrue(
        Prometheus.installed().isPresent(),
        "prometheus is not installed (Debian: apt-get install prometheus): nobody has asked it");
    Path program = Prometheus.installed().orElseThrow();
    try (var prometheus = system.startPrometheus(program, List.of(bridge))) {
      // A rate needs two scrapes with something between them.
      flow.produce(EVENTS, PER_SECOND).get();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> {
            for (JsonNode target : panels().findValues("expr")) {
              assertThat(answers(prometheus, target.asText())).as(target.asText()).isNotEmpty();
            }
          });
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> assertThat(health(prometheus)).hasSameSizeAs(rules()).containsOnly("ok"));
    }
  }

  private JsonNode panels() throws Exception {
    return json.readTree(FILES.resolve("dashboard.json").toFile());
  }

  private Set<String> used() throws Exception {
    Stream<String> queries = panels().findValues("expr").stream().map(JsonNode::asText);
    return Stream.concat(queries, rules().stream())
        .flatMap(text -> NAME.matcher(text).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static List<String> rules() throws IOException {
    return Files.readAllLines(FILES.resolve("alerts.yaml")).stream()
        .filter(line -> line.contains("expr:"))
        .toList();
  }

  /** What Grafana would ask, with its variables filled. */
  private JsonNode answers(Prometheus prometheus, String query) throws Exception {
    String filled = query.replace("$__rate_interval", "1m").replace("$__range", "1h");
    String escaped = URLEncoder.encode(filled, StandardCharsets.UTF_8);
    JsonNode answer =
        json.readTree(get(prometheus.url().resolve("/api/v1/query?query=" + escaped)));
    assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
    return answer.at("/data/result");
  }

  private List<String> health(Prometheus prometheus) throws Exception {
    return json.readTree(get(prometheus.url().resolve("/api/v1/rules"))).findValuesAsText("health");
  }

  private String get(URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }
}
