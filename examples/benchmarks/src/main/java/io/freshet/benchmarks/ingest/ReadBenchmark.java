package io.freshet.benchmarks.ingest;

import io.freshet.benchmarks.ingest.Target.Load;
import io.freshet.benchmarks.measure.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code get-features}: reads of 1, 10 and 100 users, in front of the stub. */
@Command(
    name = "get-features",
    mixinStandardHelpOptions = true,
    description = "Reads of 1, 10 and 100 keys, in front of the store's stub.")
public final class ReadBenchmark implements Callable<Integer> {
  @Mixin Course course;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "1x500,10x200,100x50",
      description = "Keys a read x reads a second (default ${DEFAULT-VALUE}).")
  List<String> rates;

  private long next;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(course.logs);
    var payments = new Payments(course.keys, Instant.now());
    var report = new Report("get-features");
    try (var stage = new Stage(course.logs, course.options)) {
      URI stub = stage.stub(5, 25).uri();
      Stage.Running server = stage.server(stub);
      for (Wire wire : Wire.values()) {
        var target = Target.of("stub, " + wire, server, Optional.of(stub));
        target.warmUp(
            load(wire, payments, "10x" + course.warmUp, Duration.ofSeconds(Target.LONGEST)),
            course.warmUp);
        for (String rate : rates) {
          var row = new Rounds(target);
          for (int round = 0; round < course.rounds; round++) {
            row.add(target.round(load(wire, payments, rate, course.round())));
          }
          report.row(row.columns(rate, users(rate), row));
        }
      }
    }
    report.print(System.out);
    return 0;
  }

  private static int users(String rate) {
    return Integer.parseInt(rate.substring(0, rate.indexOf('x')));
  }

  /** The stub keeps one delay a read. */
  private Load load(Wire wire, Payments payments, String rate, Duration lasting) {
    double perSecond = Double.parseDouble(rate.substring(rate.indexOf('x') + 1));
    long first = next;
    next += (long) (perSecond * lasting.toSeconds()) + 1;
    Target.Calls calls = client -> read -> wire.read(client, payments, first + read, users(rate));
    return new Load(calls, 1, perSecond, lasting, first);
  }
}
