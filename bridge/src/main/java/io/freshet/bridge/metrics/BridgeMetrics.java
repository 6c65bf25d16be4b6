package io.freshet.bridge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Every metric that freshet-bridge exports, each named once, here. */
public final class BridgeMetrics {
  private static final Duration[] FRESHNESS_BUCKETS = {
    Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20),
    Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500),
    Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10),
    Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InstantSource clock;
  private final AtomicLong lastDoneMillis = new AtomicLong();
  private final AtomicLong lastFailedMillis = new AtomicLong();
  private final AtomicInteger inFlight =
      registry.gauge("freshet_bridge_requests_in_flight", new AtomicInteger());
  private final Map<String, Counter> bySource = new ConcurrentHashMap<>();
  private final Recent recentFreshness = new Recent();

  private final Counter stored = outcome("stored");
  private final Counter skipped = outcome("skipped");
  private final Counter deadLettered = outcome("dead_lettered");
  private final Counter schemaWaits =
      counter("freshet_bridge_schema_waits", "Waits for the schema a record was written with");
  private final Counter retries =
      counter("freshet_bridge_retries", "Requests that had to be repeated");
  private final Counter foreignAnswers =
      counter("freshet_bridge_foreign_answers", "Answers that were not the ingest API's");
  private final Counter schemasMoved =
      counter("freshet_bridge_schema_refetches", "Registered schemas fetched again, after start");
  private final Counter commits = counter("freshet_bridge_commits", "Commits of offsets");
  private final Counter failedCommits =
      counter("freshet_bridge_commit_failures", "Commits that failed; the next one covers them");
  private final Counter rebalances =
      counter("freshet_bridge_rebalances", "Assignments by the group");
  private final Counter lost =
      counter("freshet_bridge_lost_partitions", "Partitions lost without a last commit");
  private final Counter gaps =
      counter("freshet_bridge_offset_gap_records", "Records removed before they were read");

  private final DistributionSummary batchFill =
      DistributionSummary.builder("freshet_bridge_batch_records")
          .description("Records in a request")
          .serviceLevelObjectives(1, 2, 4, 6, 8, 9, 10)
          .register(registry);
  private final Timer freshness =
      Timer.builder("freshet_bridge_freshness")
          .description("From a record's Kafka timestamp until it is stored")
          .serviceLevelObjectives(FRESHNESS_BUCKETS)
          .register(registry);
  private final Timer push =
      Timer.builder("freshet_bridge_push_latency")
          .description("One request, until its answer is read")
          .serviceLevelObjectives(FRESHNESS_BUCKETS)
          .register(registry);

  /** What is measured when somebody looks. */
  public enum Gauge {
    ASSIGNED("freshet_bridge_assigned_partitions", "Partitions assigned"),
    PAUSED("freshet_bridge_paused_partitions", "Partitions paused"),
    OPEN_RECORDS("freshet_bridge_open_records", "Records read and not done"),
    HELD_BYTES("freshet_bridge_held_bytes", "Bytes held for records that are not done"),
    LAG_RECORDS("freshet_bridge_lag_records", "Records in the log and not done"),
    LAG_SECONDS("freshet_bridge_lag_seconds", "Age of the oldest record read and not done"),
    HALTS("freshet_bridge_halts", "What waits for a person"),
    READY("freshet_bridge_ready", "1 while it can make progress");

    private final String name;
    private final String description;

    Gauge(String name, String description) {
      this.name = name;
      this.description = description;
    }
  }

  /** Why consumption went on somewhere else than where it stood. */
  public enum Reset {
    NO_OFFSET,
    RETENTION,
    BEYOND_END,
    TRUNCATED,
    RECREATED
  }

  public BridgeMetrics(InstantSource clock) {
    this.clock = clock;
    this.lastDoneMillis.set(clock.millis());
  }

  /** A record is stored; its freshness is now minus its Kafka timestamp. */
  public void stored(String pushSource, long recordMillis) {
    long now = clock.millis();
    stored.increment();
    bySource.computeIfAbsent(pushSource, this::storedOf).increment();
    lastDoneMillis.lazySet(now);
    long age = Math.max(0, now - recordMillis);
    freshness.record(age, TimeUnit.MILLISECONDS);
    recentFreshness.add(age);
  }

  /** A record is done because a rule of the mapping skips it. */
  public void skipped() {
    skipped.increment();
    lastDoneMillis.lazySet(clock.millis());
  }

  /** A record is in the dead-letter topic. */
  public void deadLettered(String stage, String errorType) {
    deadLettered.increment();
    lastDoneMillis.lazySet(clock.millis());
    registry
        .counter("freshet_bridge_dead_letters", "stage", stage, "error_type", errorType)
        .increment();
  }

  /** A batch has left for the first time. */
  public void batch(int records) {
    batchFill.record(records);
  }

  public void requestStarted() {
    inFlight.incrementAndGet();
  }

  /** A request has been answered, or has failed. */
  public void requestEnded(long nanos) {
    inFlight.decrementAndGet();
    push.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A record waits for the schema it was written with. */
  public void schemaWait() {
    schemaWaits.increment();
    lastFailedMillis.lazySet(clock.millis());
  }

  public void retry() {
    retries.increment();
  }

  /** Something else than the ingest API has answered. */
  public void foreignAnswer() {
    foreignAnswers.increment();
  }

  /** A schema has been fetched again because records did not fit it any more. */
  public void schemaRefetched() {
    schemasMoved.increment();
  }

  /** An attempt has failed in a way that waiting may mend. */
  public void failedAttempt() {
    lastFailedMillis.lazySet(clock.millis());
  }

  public void commit() {
    commits.increment();
  }

  public void failedCommit() {
    failedCommits.increment();
  }

  public void rebalance() {
    rebalances.increment();
  }

  public void lost(int partitions) {
    lost.increment(partitions);
  }

  /** Records that retention has removed before they were read. */
  public void gap(long records) {
    gaps.increment((double) records);
  }

  /** A partition goes on somewhere else than where it stood. */
  public void reset(Reset reason) {
    registry
        .counter("freshet_bridge_offset_resets", "reason", reason.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  /** A figure that is asked for when somebody looks. */
  public void gauge(Gauge gauge, Supplier<Number> value) {
    io.micrometer.core.instrument.Gauge.builder(gauge.name, value)
        .description(gauge.description)
        .register(registry);
  }

  /** When a record was last done, in ms since the epoch. */
  public long lastDoneMillis() {
    return lastDoneMillis.get();
  }

  /** When an attempt last failed, in ms since the epoch; 0 for never. */
  public long lastFailedMillis() {
    return lastFailedMillis.get();
  }

  /** Records stored so far, by push source. */
  public Map<String, Long> storedBySource() {
    Map<String, Long> counts = new TreeMap<>();
    bySource.forEach((source, counter) -> counts.put(source, (long) counter.count()));
    return counts;
  }

  /** Records in the dead-letter topic by us, so far. */
  public long deadLetteredRecords() {
    return (long) deadLettered.count();
  }

  /** Freshness that this share of the last thousand records has kept to, in ms. */
  public long freshnessMillis(double share) {
    return recentFreshness.percentile(share);
  }

  /** All of it in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  private Counter storedOf(String pushSource) {
    return Counter.builder("freshet_bridge_stored_records")
        .description("Records stored, by push source; one with several routes counts for each")
        .tag("push_source", pushSource)
        .register(registry);
  }

  private Counter outcome(String outcome) {
    return Counter.builder("freshet_bridge_records")
        .description("Records that are done, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
