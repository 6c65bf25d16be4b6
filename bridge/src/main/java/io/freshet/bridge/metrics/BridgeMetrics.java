package io.freshet.bridge.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
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

  private final Counter stored = outcome("stored");
  private final Counter skipped = outcome("skipped");
  private final Counter deadLettered = outcome("dead_lettered");
  private final Counter schemaWaits = registry.counter("freshet_bridge_schema_waits");
  private final Counter retries = registry.counter("freshet_bridge_retries");
  private final Counter commits = registry.counter("freshet_bridge_commits");
  private final Counter rebalances = registry.counter("freshet_bridge_rebalances");
  private final Counter gaps = registry.counter("freshet_bridge_offset_gap_records");
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

  public BridgeMetrics(InstantSource clock) {
    this.clock = clock;
    this.lastDoneMillis.set(clock.millis());
  }

  /** A record is stored; its freshness is now minus its Kafka timestamp. */
  public void stored(long recordMillis) {
    long now = clock.millis();
    stored.increment();
    lastDoneMillis.lazySet(now);
    freshness.record(Math.max(0, now - recordMillis), TimeUnit.MILLISECONDS);
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

  /** An attempt has failed in a way that waiting may mend. */
  public void failedAttempt() {
    lastFailedMillis.lazySet(clock.millis());
  }

  public void commit() {
    commits.increment();
  }

  public void rebalance() {
    rebalances.increment();
  }

  /** Records that retention has removed before they were read. */
  public void gap(long records) {
    gaps.increment((double) records);
  }

  /** A figure that is asked for when somebody looks. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** When a record was last done, in ms since the epoch. */
  public long lastDoneMillis() {
    return lastDoneMillis.get();
  }

  /** When an attempt last failed, in ms since the epoch; 0 for never. */
  public long lastFailedMillis() {
    return lastFailedMillis.get();
  }

  /** All of it in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  private Counter outcome(String outcome) {
    return Counter.builder("freshet_bridge_records")
        .description("Records that are done, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }
}
