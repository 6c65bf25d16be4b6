package io.freshet.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules, by Prometheus' own tool, and the runbook that they point to. */
class AlertsTest {
  private static final Path RULES = Chart.FOLDER.resolve("files/alerts.yaml");
  private static final Path TESTS =
      Chart.ROOT.resolve("helm/src/test/resources/io/freshet/helm/promtool/alerts_test.yaml");

  @Test
  void promtoolFindsNothingWrong(@TempDir Path folder) throws Exception {
    assertThat(promtool(folder, "check", "rules", "alerts.yaml")).contains("SUCCESS");
  }

  @Test
  void everyAlertFiresWhenItShouldAndNotOtherwise(@TempDir Path folder) throws Exception {
    assertThat(promtool(folder, "test", "rules", "alerts_test.yaml")).contains("SUCCESS");
  }

  @Test
  void everyAlertIsSeenFiringAndNotFiring() throws IOException {
    JsonNode tests = Chart.YAML.readTree(TESTS.toFile());
    List<JsonNode> checks =
        tests.findValues("alert_rule_test").stream().flatMap(AlertsTest::each).toList();
    assertThat(names(checks, true)).containsAll(alerts());
    assertThat(names(checks, false)).containsAll(alerts());
  }

  @Test
  void everyAlertHasItsSectionInTheRunbook() throws IOException {
    List<String> sections =
        Files.readAllLines(Chart.FOLDER.resolve("RUNBOOK.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3))
            .toList();
    assertThat(sections).containsExactlyElementsOf(alerts());
    for (JsonNode rule : rules()) {
      String name = rule.path("alert").asText();
      assertThat(rule.at("/annotations/runbook_url").asText())
          .isEqualTo("helm/freshet/RUNBOOK.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
    }
  }

  private static List<String> names(List<JsonNode> checks, boolean firing) {
    return checks.stream()
        .filter(check -> check.path("exp_alerts").isEmpty() != firing)
        .map(check -> check.path("alertname").asText())
        .toList();
  }

  private static List<String> alerts() throws IOException {
    return rules().stream().map(rule -> rule.path("alert").asText()).toList();
  }

  private static List<JsonNode> rules() throws IOException {
    return Chart.YAML.readTree(RULES.toFile()).findValues("rules").stream()
        .flatMap(AlertsTest::each)
        .filter(rule -> rule.has("alert"))
        .toList();
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String promtool(Path folder, String... arguments) throws Exception {
    assumeTrue(
        Tool.isInstalled("promtool"),
        "promtool is not installed (Debian: apt-get install prometheus): the rules are not tested");
    Files.copy(RULES, folder.resolve("alerts.yaml"));
    Files.copy(TESTS, folder.resolve("alerts_test.yaml"));
    String file = folder.resolve(arguments[2]).toString();
    Tool.Result result = Tool.run("promtool", arguments[0], arguments[1], file);
    assertThat(result.code()).as(result.output()).isZero();
    return result.output();
  }
}
