package io.freshet.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** Every metric that freshet-ingest publishes, by name. */
public final class IngestMetrics {
  private static final String REQUESTS = "freshet_ingest_requests";
  private static final String RECORDS = "freshet_ingest_records";
  private static final String VALIDATION_ERRORS = "freshet_ingest_validation_errors";
  private static final String PUSH_SECONDS = "freshet_ingest_push";
  private static final String STORE_SECONDS = "freshet_ingest_store";
  private static final String STORE_FAILURES = "freshet_ingest_store_failures";
  private static final String STORE_THROTTLES = "freshet_ingest_store_throttles";
  private static final String SCHEMA_RELOADS = "freshet_ingest_schema_reloads";
  private static final String SCHEMA_RELOAD_FAILURES = "freshet_ingest_schema_reload_failures";
  private static final String SCHEMA_RELOAD_OK = "freshet_ingest_schema_last_reload_ok";
  private static final String SCHEMA_LOADED = "freshet_ingest_schema_loaded_timestamp_seconds";
  private static final String KEY_RELOADS = "freshet_ingest_key_reloads";
  private static final String KEY_RELOAD_FAILURES = "freshet_ingest_key_reload_failures";
  private static final String KEY_RELOAD_OK = "freshet_ingest_key_last_reload_ok";
  private static final String KEY_LOADED = "freshet_ingest_key_loaded_timestamp_seconds";
  private static final String KEY_THROTTLED = "freshet_ingest_key_throttled";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** The text of {@code /metrics}. */
  public String scrape() {
    return registry.scrape();
  }

  /** Pushes by outcome: OK, or the type of the error. */
  Counter requests(String outcome) {
    return registry.counter(REQUESTS, "outcome", outcome);
  }

  /** Records by outcome: stored, invalid, not_stored. */
  Counter records(String outcome) {
    return registry.counter(RECORDS, "outcome", outcome);
  }

  Counter validationErrors(String type) {
    return registry.counter(VALIDATION_ERRORS, "type", type);
  }

  Timer pushSeconds() {
    return Timer.builder(PUSH_SECONDS).serviceLevelObjectives(BUCKETS).register(registry);
  }

  /** Store calls by operation and outcome. */
  Timer storeSeconds(String operation, String outcome) {
    return Timer.builder(STORE_SECONDS)
        .tags("operation", operation, "outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  Counter storeFailures(String operation, String kind) {
    return registry.counter(STORE_FAILURES, "operation", operation, "kind", kind);
  }

  /** Store calls that were throttled, by what there was too little of. */
  Counter storeThrottles(String operation, String reason) {
    return registry.counter(STORE_THROTTLES, "operation", operation, "reason", reason);
  }

  /** Schema reloads; the schemas in use are those of the start. */
  public ReloadMeters schemaReloads(Instant start) {
    var meters =
        ReloadMeters.from(
            registry.counter(SCHEMA_RELOADS), registry.counter(SCHEMA_RELOAD_FAILURES), start);
    registry.gauge(SCHEMA_RELOAD_OK, meters.ok());
    registry.gauge(SCHEMA_LOADED, meters.loaded(), loaded -> loaded.get().getEpochSecond());
    return meters;
  }

  /** Reloads of the API keys; the keys in use are those of the start. */
  public ReloadMeters keyReloads(Instant start) {
    var meters =
        ReloadMeters.from(
            registry.counter(KEY_RELOADS), registry.counter(KEY_RELOAD_FAILURES), start);
    registry.gauge(KEY_RELOAD_OK, meters.ok());
    registry.gauge(KEY_LOADED, meters.loaded(), loaded -> loaded.get().getEpochSecond());
    return meters;
  }

  /** Requests beyond a key's rate, by the key's id. */
  Counter keyThrottled(String keyId) {
    return registry.counter(KEY_THROTTLED, "key", keyId);
  }
}
