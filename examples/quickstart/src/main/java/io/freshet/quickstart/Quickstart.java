package io.freshet.quickstart;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The quickstart's journey: stream, watch, audit, read features back, say what to try next. */
final class Quickstart {
  private final LocalSystem system;
  private final Progress progress;
  private final long events;
  private final Optional<Path> prometheus;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Of so many events.
   *
   * @param prometheus the program, if one is to watch
   */
  Quickstart(LocalSystem system, Progress progress, long events, Optional<Path> prometheus) {
    this.system = system;
    this.progress = progress;
    this.events = events;
    this.prometheus = prometheus;
  }

  /** Runs to the end and says whether every event is accounted for. */
  boolean run(boolean once) throws InterruptedException {
    system.kafka().createTopic(Streaming.TOPIC, Streaming.PARTITIONS);
    try (var first = system.startBridge("bridge-1", Streaming.TOPIC, Streaming.GROUP);
        var second = system.startBridge("bridge-2", Streaming.TOPIC, Streaming.GROUP)) {
      List<BridgeProcess> bridges = List.of(first, second);
      Optional<Prometheus> watching =
          prometheus.map(program -> system.startPrometheus(program, bridges));
      try (var streaming = new Streaming(endpoints(bridges), progress)) {
        watching.ifPresent(
            started -> progress.step("Prometheus scrapes both programs: " + started.url()));
        return flow(once, streaming, bridges);
      } finally {
        watching.ifPresent(Prometheus::close);
      }
    }
  }

  private boolean flow(boolean once, Streaming streaming, List<BridgeProcess> bridges)
      throws InterruptedException {
    var api = new Api(system.ingest(), http);
    Optional<TrainingShow> training =
        system.offline().map(log -> TrainingShow.begin(log, api, system.work(), progress));
    streaming.run(events, () -> {});
    List<String> users = streaming.users();
    var showcase = new Showcase(system, api, progress);
    showcase.features(users);
    Audit audit =
        training
            .map(show -> streaming.audit().with(show.run(streaming::historyRows, users)))
            .orElseGet(streaming::audit);
    if (!once) {
      showcase.whatNext(users.getFirst(), bridges);
      streaming.trickle();
    }
    System.out.println(audit.json());
    return audit.passed();
  }

  private Endpoints endpoints(List<BridgeProcess> bridges) {
    return new Endpoints(
        system.kafka().bootstrapServers(),
        system.dynamoDb().endpoint(),
        system.ingest().url("/metrics"),
        bridges.stream().map(BridgeProcess::metrics).toList());
  }
}
