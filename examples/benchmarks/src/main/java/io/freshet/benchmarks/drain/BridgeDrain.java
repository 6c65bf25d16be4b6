package io.freshet.benchmarks.drain;

import io.freshet.benchmarks.measure.Report;
import io.freshet.benchmarks.measure.Spread;
import io.freshet.benchmarks.measure.Usage;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code examples/benchmarks/bridge-drain}: the packaged bridge beside what else one could run. */
@Command(
    name = "bridge-drain",
    mixinStandardHelpOptions = true,
    description = {
      "Drains a topic into a server that only counts: freshet-bridge, a bridge of a hundred lines "
          + "without checks (OkHttp with virtual threads and with its own pool), and reading alone.",
      "Each contender is a JVM of its own, cold; rounds alternate; CPU and memory are the kernel's."
    })
final class BridgeDrain implements Runnable {
  private static final String TOPIC = "events";

  @Option(names = "--events", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
  int events;

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  int rounds;

  @Option(names = "--partitions", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
  int partitions;

  @Option(
      names = "--delay",
      split = ",",
      defaultValue = "0,5,50",
      description = "The sink's, in ms. Default: ${DEFAULT-VALUE}.")
  List<Integer> delays = List.of();

  public static void main(String[] args) {
    System.exit(new CommandLine(new BridgeDrain()).execute(args));
  }

  /** One drain. */
  private record Run(double perSecond, double cpuSeconds, double peakMb, double firstPushMillis) {}

  @Override
  public void run() {
    try (EmbeddedKafka kafka = EmbeddedKafka.oneBroker(Map.of("log.retention.hours", "-1"))) {
      kafka.start();
      kafka.createTopic(TOPIC, partitions);
      Events.fill(kafka.bootstrapServers(), TOPIC, partitions, events);
      Path folder = Files.createTempDirectory("freshet-drain");
      try (var sink = SinkProcess.start(folder, events)) {
        measure(Contender.all(kafka.bootstrapServers(), TOPIC, sink.url(), events), sink, folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(List<Contender> contenders, SinkProcess sink, Path folder)
      throws IOException {
    var report = new Report("bridge-drain");
    for (int delay : delays) {
      Map<Contender, List<Run>> runs = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (Contender contender : contenders) {
          if (delay == 0 || !contender.name().startsWith("consume")) {
            Run run = drain(contender, delay, sink, folder);
            System.err.printf("%d ms, round %d, %s: %s%n", delay, round + 1, contender.name(), run);
            runs.computeIfAbsent(contender, _ -> new ArrayList<>()).add(run);
          }
        }
      }
      runs.forEach((contender, all) -> report.row(row(contender, delay, all)));
    }
    report.print(System.out);
  }

  private static Map<String, Object> row(Contender contender, int delay, List<Run> runs) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("contender", contender.name());
    row.put("delay ms", delay);
    row.put("records/s", Spread.of(runs.stream().map(Run::perSecond).toList()));
    row.put("CPU s", Spread.of(runs.stream().map(Run::cpuSeconds).toList()));
    row.put("peak MB", Spread.of(runs.stream().map(Run::peakMb).toList()));
    row.put("start to first push ms", Spread.of(runs.stream().map(Run::firstPushMillis).toList()));
    return row;
  }

  private Run drain(Contender contender, int delay, SinkProcess sink, Path folder)
      throws IOException {
    sink.reset(delay);
    long start = System.currentTimeMillis();
    try (JavaProcess process = contender.starter().start("group-" + UUID.randomUUID(), folder)) {
      process.awaitReady(() -> sink.stats().doneMillis() > 0);
      Usage usage = Usage.of(process.pid());
      SinkProcess.Stats stats = sink.stats();
      double seconds = (stats.doneMillis() - start) / 1_000.0;
      process.terminate(Duration.ofSeconds(30));
      return new Run(
          events / seconds,
          usage.cpu().toMillis() / 1_000.0,
          usage.peakKiB() / 1_024.0,
          Math.max(0, stats.firstMillis() - start));
    }
  }
}
