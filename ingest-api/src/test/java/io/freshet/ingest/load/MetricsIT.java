package io.freshet.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} of the real process says. */
class MetricsIT {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[a-zA-Z_]\\w*=\"[^\"]*\"(,[a-zA-Z_]\\w*=\"[^\"]*\")*\\})?"
              + " (-?[0-9.]+(E-?[0-9]+)?|NaN|[+-]Inf)");
  private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:]\\w*) ?(.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-zA-Z_:]\\w*) (counter|gauge|histogram|summary|untyped|info)");

  /** What operators may build on, by type. */
  private static final Map<String, Set<String>> NAMES =
      Map.of(
          "counter",
          Set.of(
              "freshet_ingest_requests_total",
              "freshet_ingest_records_total",
              "freshet_ingest_historic_records_total",
              "freshet_ingest_validation_errors_total",
              "freshet_ingest_shed_requests_total",
              "freshet_ingest_schema_reloads_total",
              "freshet_ingest_schema_reload_failures_total"),
          "histogram",
          Set.of("freshet_ingest_request_seconds", "freshet_ingest_store_seconds"),
          "gauge",
          Set.of(
              "freshet_ingest_in_flight",
              "freshet_ingest_waiting",
              "freshet_ingest_schema_last_reload_ok",
              "jvm_memory_used_bytes",
              "jvm_memory_max_bytes",
              "jvm_gc_live_data_size_bytes",
              "jvm_threads_live_threads"));

  @TempDir private Path folder;

  @Test
  void hasEveryNameInTheListAndParses() throws Exception {
    try (var server = ServerProcess.inMemory(folder);
        var pusher = new Pusher()) {
      String user = UUID.randomUUID().toString();
      pusher.push(server.url("/"), user);
      pusher.push(server.url("/"), user);
      pusher.push(server.url("/"), "");
      pusher.present(server.url("/"), List.of(user));
      pusher.get(server.url("/v1/sources/prod/payments"));
      String text = pusher.get(server.url("/metrics"));
      Map<String, String> types = types(text);
      NAMES.forEach((type, names) ->
          names.forEach(name -> assertThat(types).as(text).containsEntry(name, type)));
      assertThat(text)
          .contains(
              "freshet_ingest_requests_total{outcome=\"OK\",route=\"push\",transport=\"http\"} 2.0")
          .contains("outcome=\"INVALID_RECORDS\",route=\"push\",transport=\"http\"} 1.0")
          .contains("{outcome=\"OK\",route=\"read\",transport=\"http\"} 1.0")
          .contains("{outcome=\"OK\",route=\"source\",transport=\"http\"} 1.0")
          .contains("freshet_ingest_records_total{outcome=\"stored\"} 2.0")
          .contains("freshet_ingest_historic_records_total 1.0")
          .contains("freshet_ingest_validation_errors_total{type=\"INVALID_ENTITY\"} 1.0")
          .contains("freshet_ingest_shed_requests_total{reason=\"FULL\",route=\"push\"} 0.0")
          .containsPattern("freshet_ingest_build\\{version=\"[^\"]+\"\\} 1")
          .contains("operation=\"read_online\",outcome=\"read\"")
          .doesNotContain(user);
    }
  }

  /** The type of each metric; every line has been understood, and every metric of ours has help. */
  private static Map<String, String> types(String text) {
    Map<String, String> types = new TreeMap<>();
    Map<String, String> help = new TreeMap<>();
    for (String line : text.lines().toList()) {
      Matcher aboutHelp = HELP.matcher(line);
      Matcher aboutType = TYPE.matcher(line);
      if (aboutHelp.matches()) {
        help.put(aboutHelp.group(1), aboutHelp.group(2));
      } else if (aboutType.matches()) {
        types.put(aboutType.group(1), aboutType.group(2));
      } else {
        assertThat(SAMPLE.matcher(line).matches()).as(line).isTrue();
      }
    }
    assertThat(help.keySet()).containsAll(types.keySet());
    return types;
  }
}
