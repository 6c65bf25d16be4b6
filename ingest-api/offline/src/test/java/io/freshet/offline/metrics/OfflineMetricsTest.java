package io.freshet.offline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class OfflineMetricsTest {
  private static final Pattern NAME = Pattern.compile("freshet_offline_[a-z_]+");

  @Test
  void everyMetricOfTheChartsAlertsIsOneThatTheWorkerReports() throws IOException {
    Path alerts =
        Path.of(System.getProperty("freshet.root"), "helm", "freshet", "files", "alerts.yaml");
    String scraped = new OfflineMetrics(InstantSource.system(), "test").scrape();
    Set<String> reported =
        scraped
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.replaceFirst("[ {].*", ""))
            .collect(Collectors.toSet());
    Set<String> used =
        Files.readAllLines(alerts).stream()
            .filter(line -> line.contains("expr:"))
            .flatMap(line -> NAME.matcher(line).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(used).isNotEmpty();
    assertThat(reported).containsAll(used);
  }
}
