package io.freshet.bridge.metrics;

import io.freshet.bridge.metrics.BridgeMetrics.Gauge;
import io.freshet.bridge.metrics.BridgeMetrics.Reset;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Every metric that freshet-bridge exports, each named once, here. */
final class Meters {
  private static final Duration[] LATENCY_BUCKETS = {
    Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20),
    Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500),
    Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10),
    Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  final AtomicInteger inFlight =
      registry.gauge("freshet_bridge_requests_in_flight", new AtomicInteger());
  final Counter stored = outcome("stored");
  final Counter skipped = outcome("skipped");
  final Counter deadLettered = outcome("dead_lettered");
  final Counter schemaWaits =
      counter("freshet_bridge_schema_waits", "Waits for the schema a record was written with");
  final Counter retries = counter("freshet_bridge_retries", "Requests that had to be repeated");
  final Counter foreignAnswers =
      counter("freshet_bridge_foreign_answers", "Answers that were not the ingest API's");
  final Counter schemasMoved =
      counter("freshet_bridge_schema_refetches", "Registered schemas fetched again, after start");
  final Counter commits = counter("freshet_bridge_commits", "Commits of offsets");
  final Counter failedCommits =
      counter("freshet_bridge_commit_failures", "Commits that failed; the next one covers them");
  final Counter rebalances = counter("freshet_bridge_rebalances", "Assignments by the group");
  final Counter lost =
      counter("freshet_bridge_lost_partitions", "Partitions lost without a last commit");
  final Counter gaps =
      counter("freshet_bridge_offset_gap_records", "Records removed before they were read");
  final DistributionSummary batchFill =
      DistributionSummary.builder("freshet_bridge_batch_records")
          .description("Records in a request")
          .serviceLevelObjectives(1, 2, 4, 6, 8, 9, 10)
          .register(registry);
  final Timer freshness =
      Timer.builder("freshet_bridge_freshness")
          .description("From a record's Kafka timestamp until it is stored")
          .serviceLevelObjectives(LATENCY_BUCKETS)
          .register(registry);
  final Timer push =
      Timer.builder("freshet_bridge_push_latency")
          .description("One request, until its answer is read")
          .serviceLevelObjectives(LATENCY_BUCKETS)
          .register(registry);

  Counter storedOf(String pushSource) {
    return Counter.builder("freshet_bridge_stored_records")
        .description("Records stored, by push source; one with several routes counts for each")
        .tag("push_source", pushSource)
        .register(registry);
  }

  Counter deadLetters(String stage, String errorType) {
    return registry.counter("freshet_bridge_dead_letters", "stage", stage, "error_type", errorType);
  }

  Counter resets(Reset reason) {
    return registry.counter(
        "freshet_bridge_offset_resets", "reason", reason.name().toLowerCase(Locale.ROOT));
  }

  void gauge(Gauge gauge, Supplier<Number> value) {
    switch (gauge) {
      case ASSIGNED -> gauge("freshet_bridge_assigned_partitions", "Partitions assigned", value);
      case PAUSED -> gauge("freshet_bridge_paused_partitions", "Partitions paused", value);
      case OPEN_RECORDS -> gauge("freshet_bridge_open_records", "Records read and not done", value);
      case HELD_BYTES ->
          gauge("freshet_bridge_held_bytes", "Bytes held for records that are not done", value);
      case LAG_RECORDS ->
          gauge("freshet_bridge_lag_records", "Records in the log and not done", value);
      case LAG_SECONDS ->
          gauge("freshet_bridge_lag_seconds", "Age of the oldest record read and not done", value);
      case HALTS -> gauge("freshet_bridge_halts", "What waits for a person", value);
      case READY -> gauge("freshet_bridge_ready", "1 while it can make progress", value);
    }
  }

  /** All of them in Prometheus' text format. */
  String scrape() {
    return registry.scrape();
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    io.micrometer.core.instrument.Gauge.builder(name, value)
        .description(description)
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
