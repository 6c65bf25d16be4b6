package io.freshet.benchmarks.ingest;

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
import java.util.concurrent.Callable;
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

  @Mixin Course course;

  @Option(names = "--rate", defaultValue = "5000", description = "Events a second (default 5000).")
  int rate;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(course.logs);
    var report = new Report("end-to-end");
    try (var kafka = EmbeddedKafka.oneBroker();
        var stage = new Stage(course.logs, course.options)) {
      kafka.start();
      kafka.createTopic(TOPIC, PARTITIONS);
      URI stub = stage.stub(5, 25).uri();
      Stage.Running server = stage.server(stub);
      Stage.Running bridge = stage.bridge(kafka.bootstrapServers(), server.uri());
      var freshness = new Freshness(bridge.uri(), stub);
      try (var events = new Events(kafka.bootstrapServers(), TOPIC, PARTITIONS)) {
        freshness.during(
            () -> events.send(rate, Duration.ofSeconds(1 + course.warmUp * 10L / rate)));
        List<Freshness.Seen> rounds = new ArrayList<>();
        List<Double> ofServer = new ArrayList<>();
        List<Double> ofBridge = new ArrayList<>();
        for (int i = 0; i < course.rounds; i++) {
          Usage serverBefore = Usage.of(server.pid());
          Usage bridgeBefore = Usage.of(bridge.pid());
          rounds.add(freshness.during(() -> events.send(rate, course.round())));
          double records = (double) rate * course.seconds;
          ofServer.add(Usage.of(server.pid()).cpuSince(serverBefore).toNanos() / 1e3 / records);
          ofBridge.add(Usage.of(bridge.pid()).cpuSince(bridgeBefore).toNanos() / 1e3 / records);
        }
        var columns = new LinkedHashMap<String, Object>();
        columns.put("events/s", spread(rounds, Freshness.Seen::perSecond));
        columns.put("freshness p50 ms", spread(rounds, Freshness.Seen::p50));
        columns.put("p99 ms", spread(rounds, Freshness.Seen::p99));
        columns.put("slowest of ten p50 ms", spread(rounds, Freshness.Seen::slowest50));
        columns.put("p99 of them", spread(rounds, Freshness.Seen::slowest99));
        columns.put("above p50 ms", spread(rounds, seen -> seen.p50() - seen.slowest50()));
        columns.put("above p99 ms", spread(rounds, seen -> seen.p99() - seen.slowest99()));
        columns.put("server CPU µs/record", Spread.of(ofServer));
        columns.put("bridge CPU µs/record", Spread.of(ofBridge));
        columns.put("server peak MiB", Usage.of(server.pid()).peakKiB() / 1024);
        columns.put("bridge peak MiB", Usage.of(bridge.pid()).peakKiB() / 1024);
        report.row(columns);
      }
    }
    report.print(System.out);
    return 0;
  }

  private static Spread spread(
      List<Freshness.Seen> rounds, ToDoubleFunction<Freshness.Seen> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
