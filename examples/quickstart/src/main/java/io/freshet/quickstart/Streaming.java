package io.freshet.quickstart;

import io.freshet.quickstart.Progress.Figures;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Card payments through a system that runs: sent, watched, and then counted in the broker and in
 * the tables.
 */
final class Streaming implements AutoCloseable {
  static final String TOPIC = "payments.v1";
  static final String GROUP = "freshet-quickstart";
  static final int PARTITIONS = 4;

  private static final String VIEW = "prod|user_last_transaction|";
  private static final int USERS = 2_000;
  private static final long PER_SECOND = 4_000;
  private static final long SEED = 20_261_124;
  private static final long PATIENCE_NANOS = 180_000_000_000L;

  private final Endpoints system;
  private final Progress progress;
  private final Broker broker;
  private final Tables tables;
  private final EventProducer producer;
  private final HttpClient http = HttpClient.newHttpClient();

  Streaming(Endpoints system, Progress progress) {
    this.system = system;
    this.progress = progress;
    this.broker = new Broker(system.kafka());
    this.tables = new Tables(system.dynamoDb());
    this.producer = new EventProducer(system.kafka(), TOPIC);
  }

  /**
   * Sends so many events and returns when the group has committed them all, or when nobody would
   * wait any longer.
   *
   * @param halfway happens once, when half of them are committed
   */
  void run(long events, Runnable halfway) throws InterruptedException {
    progress.step("Streaming " + events + " card payments into " + TOPIC + " ...");
    var stream = new EventStream(SEED, "", USERS, System.currentTimeMillis() - events);
    Thread sending = Thread.ofVirtual().start(() -> producer.send(stream, events, PER_SECOND));
    long deadline = System.nanoTime() + PATIENCE_NANOS + events * 1_000_000;
    boolean past = false;
    long committed = 0;
    while (sending.isAlive() || committed < events) {
      progress.figures(figures(), System.nanoTime());
      if (System.nanoTime() > deadline) {
        progress.step("The bridges did not finish in time; their logs say more.");
        break;
      }
      LockSupport.parkNanos(250_000_000);
      committed = broker.committed(GROUP, TOPIC);
      if (!past && committed >= events / 2) {
        past = true;
        halfway.run();
      }
    }
    sending.join();
    progress.step(figures().line());
    progress.step("");
  }

  /** A quiet stream goes on until Ctrl-C, so that the curl lines have something to show. */
  void trickle() {
    var quiet = new EventStream(SEED + 1, "", USERS, System.currentTimeMillis());
    while (!Thread.currentThread().isInterrupted()) {
      producer.send(quiet, 5, 20);
      progress.figures(figures(), System.nanoTime());
    }
  }

  /** What has become of everything that is in the topic. */
  Audit audit() {
    return new Audit(
        broker.records(TOPIC),
        tables.stored(TOPIC).size(),
        broker.deadLetters(LocalSystem.DEAD_LETTERS, TOPIC).size(),
        broker.committed(GROUP, TOPIC),
        tables.onlineRows(),
        Optional.empty());
  }

  /** How many rows an offline log must have. */
  long historyRows() {
    return tables.historyRows();
  }

  /** Of whom there are features. */
  List<String> users() {
    return tables.online(VIEW).keySet().stream()
        .map(key -> key.substring(VIEW.length()))
        .sorted()
        .toList();
  }

  private Figures figures() {
    var freshness = new TreeMap<Double, Double>();
    long pushed = 0;
    long dead = 0;
    for (URI bridge : system.bridgeMetrics()) {
      Scrape scrape = Scrape.of(http, bridge);
      pushed += (long) scrape.sum("freshet_bridge_records_total", "outcome=\"stored\"");
      dead += (long) scrape.sum("freshet_bridge_records_total", "outcome=\"dead_lettered\"");
      scrape
          .buckets("freshet_bridge_freshness_seconds")
          .forEach((bound, count) -> freshness.merge(bound, count, Double::sum));
    }
    long stored =
        (long) Scrape.of(http, system.ingestMetrics()).sum("freshet_ingest_records_total", "");
    long lag = broker.records(TOPIC) - broker.committed(GROUP, TOPIC);
    return new Figures(producer.count(), pushed, stored, dead, lag, freshness);
  }

  @Override
  public void close() {
    producer.close();
    tables.close();
    broker.close();
    http.close();
  }
}
