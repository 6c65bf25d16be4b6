package io.freshet.benchmarks.ingest;

import io.freshet.benchmarks.ingest.Events.Sent;
import io.freshet.benchmarks.measure.Compilers;
import io.freshet.benchmarks.measure.Report;
import io.freshet.benchmarks.measure.Spread;
import io.freshet.benchmarks.measure.Usage;
import io.freshet.embedded.EmbeddedKafka;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end-to-end}: broker, bridge, server and the store's stub. */
@Command(
    name = "end-to-end",
    mixinStandardHelpOptions = true,
    description = "Freshness through broker, bridge, server and the store's stub.")
public final class EndToEnd implements Callable<Integer> {
  private static final String TOPIC = "payments.v1";
  private static final int PARTITIONS = 4;

  private static final Duration PART = Duration.ofSeconds(5);
  private static final int MOST_PARTS = 24;
  private static final int CALM_PARTS = 3;

  /** Of a processor. */
  private static final double CALM = 0.05;

  @Mixin Course course;

  @Option(names = "--rate", defaultValue = "5000", description = "Events a second (default 5000).")
  int rate;

  @Option(
      names = "--soak",
      paramLabel = "MINUTES",
      defaultValue = "0",
      description =
          "So many rounds of a minute, a row each: what a record costs and what is held must stay flat.")
  int soak;

  /** A round, and what both programs used over it. */
  private record Lap(Freshness.Seen seen, double server, double bridge, Usage of, Usage by) {}

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(course.logs);
    var report = new Report("end-to-end");
    try (var kafka = EmbeddedKafka.oneForLoad(Map.of());
        var stage = new Stage(course.logs, course.options)) {
      kafka.start();
      kafka.createTopic(TOPIC, PARTITIONS);
      URI stub = stage.stub(5, 25).uri();
      Stage.Running server = stage.server(stub);
      Stage.Running bridge = stage.bridge(kafka.bootstrapServers(), server.uri());
      var freshness = new Freshness(bridge.uri(), stub);
      try (var events = new Events(kafka.bootstrapServers(), TOPIC, PARTITIONS)) {
        warmUp(freshness, () -> events.send(rate, PART), List.of(server, bridge));
        Supplier<Sent> round =
            () -> events.send(rate, soak > 0 ? Duration.ofMinutes(1) : course.round());
        List<Lap> laps = new ArrayList<>();
        for (int i = 0; i < (soak > 0 ? soak : course.rounds); i++) {
          laps.add(lap(server, bridge, freshness, round));
          if (soak > 0) {
            report.row(columns("minute " + (i + 1), List.of(laps.getLast())));
          }
        }
        report.row(columns(laps.size() + " rounds", laps));
      }
    }
    report.print(System.out);
    return 0;
  }

  /** Until the compilers of both programs have little left to do, or nobody would wait longer. */
  private static void warmUp(
      Freshness freshness, Supplier<Sent> part, List<Stage.Running> programs) {
    int calm = 0;
    for (int i = 0; i < MOST_PARTS && calm < CALM_PARTS; i++) {
      Duration compiled = compiled(programs);
      freshness.during(part);
      double busy = compiled(programs).minus(compiled).toNanos();
      calm = busy / PART.toNanos() < CALM ? calm + 1 : 0;
    }
  }

  private static Duration compiled(List<Stage.Running> programs) {
    return programs.stream()
        .map(program -> Compilers.of(program.pid()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Lap lap(
      Stage.Running server, Stage.Running bridge, Freshness freshness, Supplier<Sent> round) {
    Usage ofServer = Usage.of(server.pid());
    Usage ofBridge = Usage.of(bridge.pid());
    Freshness.Seen seen = freshness.during(round);
    Usage thenServer = Usage.of(server.pid());
    Usage thenBridge = Usage.of(bridge.pid());
    return new Lap(
        seen,
        thenServer.cpuSince(ofServer).toNanos() / 1e3 / seen.records(),
        thenBridge.cpuSince(ofBridge).toNanos() / 1e3 / seen.records(),
        thenServer,
        thenBridge);
  }

  private static Map<String, Object> columns(String name, List<Lap> laps) {
    var columns = new LinkedHashMap<String, Object>();
    columns.put("load", name);
    columns.put("events/s", spread(laps, lap -> lap.seen().perSecond()));
    columns.put("freshness p50 ms", spread(laps, lap -> lap.seen().p50()));
    columns.put("p99 ms", spread(laps, lap -> lap.seen().p99()));
    columns.put("slowest of ten p50 ms", spread(laps, lap -> lap.seen().slowest50()));
    columns.put("p99 of them", spread(laps, lap -> lap.seen().slowest99()));
    columns.put("above p50 ms", spread(laps, lap -> lap.seen().p50() - lap.seen().slowest50()));
    columns.put("above p99 ms", spread(laps, lap -> lap.seen().p99() - lap.seen().slowest99()));
    columns.put("server CPU µs/record", spread(laps, Lap::server));
    columns.put("bridge CPU µs/record", spread(laps, Lap::bridge));
    columns.put("server MiB", spread(laps, lap -> lap.of().residentKiB() / 1024.0));
    columns.put("bridge MiB", spread(laps, lap -> lap.by().residentKiB() / 1024.0));
    columns.put("server peak MiB", laps.getLast().of().peakKiB() / 1024);
    columns.put("bridge peak MiB", laps.getLast().by().peakKiB() / 1024);
    return columns;
  }

  private static Spread spread(List<Lap> laps, ToDoubleFunction<Lap> figure) {
    return Spread.of(laps.stream().mapToDouble(figure).boxed().toList());
  }
}
