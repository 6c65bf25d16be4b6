package io.freshet.benchmarks.drain;

import io.freshet.benchmarks.measure.Report;
import io.freshet.benchmarks.measure.Spread;
import io.freshet.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
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

  @Option(
      names = "--only",
      defaultValue = "",
      description = "The contenders whose names contain it. Default: all.")
  String only = "";

  @Option(
      names = "--growth",
      description =
          "Instead: the bridge's CPU per record pushed, with 64 partitions for 4, and with 8 "
              + "routes for 1 (an eighth of the events then).")
  boolean growth;

  @Option(
      names = "--shared",
      paramLabel = "FOLDER",
      description =
          "Instead: our sink and our reference beside another Sink.java and Bridge.java, in all "
              + "combinations.")
  Optional<Path> shared = Optional.empty();

  private final Report report = new Report("bridge-drain");

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line without the exit. */
  static CommandLine commandLine() {
    return new CommandLine(new BridgeDrain());
  }

  /** One figure of the table: who drains what, into which sink. */
  private record Course(
      String sinkName, Sink sink, Contender contender, Load load, int delay, List<Drain> drains) {

    Course(String sinkName, Sink sink, Contender contender, Load load, int delay) {
      this(sinkName, sink, contender, load, delay, new ArrayList<>());
    }

    Map<String, Object> row() {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("contender", contender.name());
      row.put("sink", sinkName);
      row.put("delay ms", delay);
      row.put("partitions", load.partitions());
      row.put("routes", load.routes());
      row.put("events", load.events());
      row.put("records/s", spread(Drain::perSecond));
      row.put("CPU s", spread(Drain::cpuSeconds));
      row.put("CPU us/record", spread(Drain::cpuMicros));
      row.put("peak MB", spread(Drain::peakMb));
      row.put("allocated bytes/record", spread(Drain::allocatedBytes));
      row.put("start to first push ms", spread(Drain::firstPushMillis));
      return row;
    }

    private Spread spread(ToDoubleFunction<Drain> figure) {
      return Spread.of(drains.stream().mapToDouble(figure).boxed().toList());
    }
  }

  @Override
  public void run() {
    try (EmbeddedKafka kafka = EmbeddedKafka.oneForLoad(Map.of("log.retention.hours", "-1"))) {
      kafka.start();
      Path folder = Files.createTempDirectory("freshet-drain");
      try (Sink sink = SinkProcess.start(folder)) {
        if (shared.isPresent()) {
          try (Shared other = Shared.start(shared.get(), folder, events)) {
            measure(beside(kafka.bootstrapServers(), sink, other), kafka, folder);
          }
        } else {
          measure(courses(kafka.bootstrapServers(), sink), kafka, folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    report.print(System.out);
  }

  private List<Course> courses(String brokers, Sink sink) {
    if (growth) {
      Contender bridge = Contender.bridge(brokers);
      return List.of(
          new Course("ours", sink, bridge, Load.of(4, events, 1), 0),
          new Course("ours", sink, bridge, Load.of(64, events, 1), 0),
          new Course("ours", sink, bridge, Load.of(4, events / 8, 8), 0));
    }
    List<Course> courses = new ArrayList<>();
    for (int delay : delays) {
      for (Contender contender : Contender.all(brokers)) {
        if (contender.name().contains(only) && (delay == 0 || contender.pushes())) {
          courses.add(new Course("ours", sink, contender, load(contender, delay), delay));
        }
      }
    }
    return courses;
  }

  /** The references have 32 requests on the wire, and would take minutes for as many. */
  private Load load(Contender contender, int delay) {
    boolean slow = delay > 10 && !contender.name().startsWith("freshet");
    return Load.of(partitions, slow ? Math.max(1, events / 10) : events, 1);
  }

  private List<Course> beside(String brokers, Sink sink, Shared other) {
    Contender ours = Contender.reference(brokers, "reference, virtual threads", "virtual");
    Contender theirs = other.reference(brokers);
    Load load = Load.of(4, events, 1);
    return List.of(
        new Course("ours", sink, ours, load, 0),
        new Course("shared", other, ours, load, 0),
        new Course("ours", sink, theirs, load, 0),
        new Course("shared", other, theirs, load, 0));
  }

  /** In turn, round by round. */
  private void measure(List<Course> courses, EmbeddedKafka kafka, Path folder) throws IOException {
    for (Load load : courses.stream().map(Course::load).distinct().toList()) {
      kafka.createTopic(load.topic(), load.partitions());
      Events.fill(kafka.bootstrapServers(), load);
    }
    for (int round = 1; round <= rounds; round++) {
      for (Course course : courses) {
        Drain drain =
            Drain.of(course.contender(), course.load(), course.delay(), course.sink(), folder);
        course.drains().add(drain);
        System.err.printf(
            "round %d, %s, %d ms: %s%n", round, course.contender().name(), course.delay(), drain);
      }
    }
    courses.forEach(course -> report.row(course.row()));
  }
}
