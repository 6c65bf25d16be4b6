package io.freshet.benchmarks.ingest;

import io.freshet.benchmarks.ingest.Stage.Running;
import io.freshet.benchmarks.ingest.Target.Load;
import io.freshet.benchmarks.measure.Report;
import io.freshet.benchmarks.measure.Usage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pushes over one wire, to the server in front of each store. */
@Command(mixinStandardHelpOptions = true)
public abstract sealed class PushBenchmark implements Callable<Integer> {

  /** What the server writes to. */
  enum StoreKind {
    NONE,
    STUB,
    LOCAL
  }

  /** {@code ingest-http}. */
  @Command(name = "ingest-http", description = "Pushes as JSON, beside a bare route.")
  public static final class OverHttp extends PushBenchmark {
    public OverHttp() {
      super(Wire.JSON);
    }
  }

  /** {@code ingest-grpc}. */
  @Command(name = "ingest-grpc", description = "Pushes over gRPC, beside a bare route.")
  public static final class OverGrpc extends PushBenchmark {
    public OverGrpc() {
      super(Wire.GRPC);
    }
  }

  /** Slower than this, and the queue grows: the rate is not sustained. */
  private static final double PATIENCE_MILLIS = 250;

  private static final double STEP = 1.25;

  private final Wire wire;

  @Mixin Course course;

  @Option(
      names = "--stores",
      split = ",",
      defaultValue = "NONE,STUB,LOCAL",
      description = "Behind the server: ${COMPLETION-CANDIDATES}, all by default.")
  List<StoreKind> stores;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "1x100,1x500,1x1000,10x20,10x100,10x200",
      description = "Records a request x requests a second (default ${DEFAULT-VALUE}).")
  List<String> rates;

  @Option(
      names = "--limit",
      defaultValue = "20000",
      description = "Where the search for the highest rate ends; 0 does not search.")
  double limit;

  private Payments payments = new Payments(Keys.UNIFORM, Instant.EPOCH);
  private long next;

  private PushBenchmark(Wire wire) {
    this.wire = wire;
  }

  @Override
  public Integer call() throws IOException {
    payments = new Payments(course.keys, Instant.now().minusSeconds(3_600));
    Files.createDirectories(course.logs);
    var report = new Report("ingest-" + (wire == Wire.JSON ? "http" : "grpc"));
    for (StoreKind store : stores) {
      try (var stage = new Stage(course.logs, course.options)) {
        measure(targets(store, stage), report);
      }
    }
    report.print(System.out);
    return 0;
  }

  /** The server; where nothing is behind it, the bare route before it. */
  private List<Target> targets(StoreKind store, Stage stage) {
    return switch (store) {
      case NONE -> {
        Running server = stage.serverWithoutStore();
        var client = Wire.client(server.uri());
        byte[] json = Wire.JSON.push(client, payments, 0, 10).join();
        byte[] framed = Wire.GRPC.push(client, payments, 0, 10).join();
        yield List.of(
            Target.of("bare route", stage.bareRoute(json, framed), Optional.empty()),
            Target.of("no store", server, Optional.empty()));
      }
      case STUB -> {
        URI stub = stage.stub(5, 25).uri();
        yield List.of(Target.of("stub", stage.server(stub), Optional.of(stub)));
      }
      case LOCAL ->
          List.of(Target.of("DynamoDB Local", stage.server(stage.dynamoDb()), Optional.empty()));
    };
  }

  private void measure(List<Target> targets, Report report) {
    for (Target target : targets) {
      target.warmUp(load("10x" + course.warmUp, Target.LONGEST), course.warmUp);
      target.warmUp(load("1x" + course.warmUp, Target.LONGEST), course.warmUp / 2);
    }
    for (String rate : rates) {
      var rows = targets.stream().map(Rounds::new).toList();
      for (int round = 0; round < course.rounds; round++) {
        for (Rounds row : rows) {
          row.add(row.target().round(load(rate, course.seconds)));
        }
      }
      rows.forEach(
          row -> report.row(row.columns(rate, Integer.parseInt(batch(rate)), rows.getFirst())));
    }
    if (limit > 0) {
      targets.forEach(
          target -> List.of(1, 10).forEach(batch -> report.row(highest(target, batch))));
    }
  }

  private Map<String, Object> highest(Target target, int batch) {
    double sustained = 0;
    double cpu = 0;
    for (double rate = 1_000.0 / batch; rate <= limit; rate *= STEP) {
      Round round = target.round(load(batch + "x" + Math.round(rate), 2));
      if (!round.sustained(Math.round(rate), PATIENCE_MILLIS)) {
        break;
      }
      sustained = rate;
      cpu = round.cpuPerRequest();
    }
    var columns = new LinkedHashMap<String, Object>();
    columns.put("target", target.name());
    columns.put("load", "highest at batch " + batch);
    columns.put("requests/s", (double) Math.round(sustained));
    columns.put("CPU µs/request", cpu);
    columns.put("CPU µs/record", cpu / batch);
    columns.put("peak MiB", Usage.of(target.program().pid()).peakKiB() / 1024);
    return columns;
  }

  private static String batch(String rate) {
    return rate.substring(0, rate.indexOf('x'));
  }

  private Load load(String rate, long seconds) {
    int batch = Integer.parseInt(batch(rate));
    double perSecond = Double.parseDouble(rate.substring(rate.indexOf('x') + 1));
    long first = next;
    next += (long) (perSecond * seconds * batch) + batch;
    Target.Calls calls =
        client -> request -> wire.push(client, payments, first + request * batch, batch);
    return new Load(calls, batch, perSecond, Duration.ofSeconds(seconds), first);
  }
}
