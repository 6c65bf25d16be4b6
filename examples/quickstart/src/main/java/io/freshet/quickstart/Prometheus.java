package io.freshet.quickstart;

import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The Prometheus of this machine, scraping both programs and evaluating the chart's alert rules.
 */
final class Prometheus implements AutoCloseable {
  private final JavaProcess process;
  private final URI url;

  private Prometheus(JavaProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** The program, where one is installed. */
  static Optional<Path> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it on a free port; returns when it is ready.
   *
   * @param rules the alert rules
   * @param targets addresses ({@code host:port}) by job
   * @param work an existing folder for its configuration, data and log
   */
  static Prometheus start(Path program, Path rules, Map<String, List<String>> targets, Path work) {
    Path config = work.resolve("prometheus.yml");
    try {
      Files.writeString(config, config(rules, targets));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + config, e);
    }
    URI url = URI.create("http://127.0.0.1:" + Ports.free());
    JavaProcess process =
        JavaProcess.launch(
            "prometheus",
            program,
            List.of(
                "--config.file=" + config,
                "--storage.tsdb.path=" + work.resolve("prometheus"),
                "--web.listen-address=" + url.getAuthority()),
            Map.of(),
            work.resolve("prometheus.log"));
    process.awaitReady(() -> HttpProbe.answers(url.resolve("/-/ready"), 200));
    return new Prometheus(process, url);
  }

  URI url() {
    return url;
  }

  @Override
  public void close() {
    process.close();
  }

  private static String config(Path rules, Map<String, List<String>> targets) {
    return """
    global: {scrape_interval: 2s, evaluation_interval: 5s}
    rule_files: ['%s']
    scrape_configs:
    %s
    """
        .formatted(
            rules,
            targets.entrySet().stream()
                .map(job ->
                    "  - {job_name: %s, static_configs: [{targets: [%s]}]}"
                        .formatted(
                            job.getKey(),
                            job.getValue().stream()
                                .map(address -> "'" + address + "'")
                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n")));
  }
}
