package io.freshet.quickstart;

import io.freshet.quickstart.Progress.Figures;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** The quickstart's journey: stream, watch, audit, read features back, say what to try next. */
final class Quickstart {
  private static final String TOPIC = "payments.v1";
  private static final String GROUP = "freshet-quickstart";
  private static final int PARTITIONS = 4;
  private static final int USERS = 2_000;
  private static final long PER_SECOND = 4_000;
  private static final long SEED = 20_261_124;
  private static final long PATIENCE_NANOS = 180_000_000_000L;

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
    system.kafka().createTopic(TOPIC, PARTITIONS);
    try (var broker = new Broker(system.kafka().bootstrapServers());
        var tables = new Tables(system.dynamoDb().endpoint());
        var producer = new EventProducer(system.kafka().bootstrapServers(), TOPIC);
        var first = system.startBridge("bridge-1", TOPIC, GROUP);
        var second = system.startBridge("bridge-2", TOPIC, GROUP)) {
      List<BridgeProcess> bridges = List.of(first, second);
      Optional<Prometheus> watching =
          prometheus.map(program -> system.startPrometheus(program, bridges));
      try {
        watching.ifPresent(
            started -> progress.step("Prometheus scrapes both programs: " + started.url()));
        return flow(once, producer, broker, tables, bridges);
      } finally {
        watching.ifPresent(Prometheus::close);
      }
    }
  }

  private boolean flow(
      boolean once,
      EventProducer producer,
      Broker broker,
      Tables tables,
      List<BridgeProcess> bridges)
      throws InterruptedException {
    progress.step("Streaming " + events + " card payments into " + TOPIC + " ...");
    stream(producer, broker, bridges, new EventStream(SEED, "", USERS, startMillis()));
    Audit audit = audit(broker, tables);
    List<String> users = users(tables);
    var showcase = new Showcase(system, http, progress);
    showcase.features(users);
    if (!once) {
      showcase.whatNext(users.getFirst(), bridges);
      stayUp(producer, broker, bridges);
    }
    System.out.println(audit.json());
    return audit.passed();
  }

  private long startMillis() {
    return System.currentTimeMillis() - events;
  }

  private void stream(
      EventProducer producer, Broker broker, List<BridgeProcess> bridges, EventStream stream)
      throws InterruptedException {
    Thread sending = Thread.ofVirtual().start(() -> producer.send(stream, events, PER_SECOND));
    long deadline = System.nanoTime() + PATIENCE_NANOS + events * 1_000_000;
    while (sending.isAlive() || broker.committed(GROUP, TOPIC) < events) {
      progress.figures(figures(producer, broker, bridges), System.nanoTime());
      if (System.nanoTime() > deadline) {
        progress.step("The bridges did not finish in time; their logs are in " + system.work());
        break;
      }
      LockSupport.parkNanos(250_000_000);
    }
    sending.join();
    progress.figures(figures(producer, broker, bridges), Long.MAX_VALUE);
    progress.step("");
  }

  private Figures figures(EventProducer producer, Broker broker, List<BridgeProcess> bridges) {
    var freshness = new TreeMap<Double, Double>();
    long pushed = 0;
    long dead = 0;
    for (BridgeProcess bridge : bridges) {
      Scrape scrape = Scrape.of(http, bridge.metrics());
      pushed += (long) scrape.sum("freshet_bridge_records_total", "outcome=\"stored\"");
      dead += (long) scrape.sum("freshet_bridge_records_total", "outcome=\"dead_lettered\"");
      scrape
          .buckets("freshet_bridge_freshness_seconds")
          .forEach((bound, count) -> freshness.merge(bound, count, Double::sum));
    }
    long stored =
        (long)
            Scrape.of(http, system.ingest().url("/metrics"))
                .sum("freshet_ingest_records_total", "");
    long lag = broker.records(TOPIC) - broker.committed(GROUP, TOPIC);
    return new Figures(producer.count(), pushed, stored, dead, lag, freshness);
  }

  private Audit audit(Broker broker, Tables tables) {
    return new Audit(
        broker.records(TOPIC),
        tables.stored(TOPIC).size(),
        broker.deadLetters(LocalSystem.DEAD_LETTERS, TOPIC).size(),
        broker.committed(GROUP, TOPIC),
        tables.onlineRows());
  }

  private static List<String> users(Tables tables) {
    String prefix = "prod|user_last_transaction|";
    return tables.online(prefix).keySet().stream()
        .map(key -> key.substring(prefix.length()))
        .sorted()
        .toList();
  }

  /** A quiet stream goes on until Ctrl-C, so that the curl lines have something to show. */
  private void stayUp(EventProducer producer, Broker broker, List<BridgeProcess> bridges)
      throws InterruptedException {
    var quiet = new EventStream(SEED + 1, "", USERS, System.currentTimeMillis());
    while (!Thread.currentThread().isInterrupted()) {
      producer.send(quiet, 5, 20);
      progress.figures(figures(producer, broker, bridges), System.nanoTime());
    }
  }
}
