package io.freshet.ingest.metrics;

import io.freshet.api.RecordErrorType;
import io.freshet.ingest.admit.TurnedAwayException.Reason;
import io.freshet.ingest.admit.Turnstile;
import io.freshet.ingest.write.StoreException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;

/** Every metric that freshet-ingest publishes, by name. */
public final class IngestMetrics {
  private static final String REQUESTS = "freshet_ingest_requests";
  private static final String REQUEST_SECONDS = "freshet_ingest_request";
  private static final String IN_FLIGHT = "freshet_ingest_in_flight";
  private static final String WAITING = "freshet_ingest_waiting";
  private static final String SHED = "freshet_ingest_shed_requests";
  private static final String HISTORIC = "freshet_ingest_historic_records";
  private static final String BUILD = "freshet_ingest_build";
  private static final String RECORDS = "freshet_ingest_records";
  private static final String VALIDATION_ERRORS = "freshet_ingest_validation_errors";
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
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final KnownMeters known = new KnownMeters(registry);

  /** What is known at the start is there from the start: an alert on it needs no first failure. */
  public IngestMetrics(String version) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbage.bindTo(registry);
    Gauge.builder(BUILD, () -> 1)
        .description("Always 1; the label says which version runs.")
        .tag("version", version)
        .register(registry);
    for (RecordErrorType type : RecordErrorType.values()) {
      validationErrors(type.name());
    }
    records("stored");
    records("not_stored");
    historicRecords();
    for (String operation : List.of("history", "online")) {
      for (StoreException.Kind kind : StoreException.Kind.values()) {
        storeFailures(operation, kind.name());
      }
      storeThrottles(operation, "ProvisionedThroughputExceededException");
    }
  }

  /** The text of {@code /metrics}. */
  public String scrape() {
    return registry.scrape();
  }

  /** Requests by route, transport and outcome: OK, or the type of the error. */
  Counter requests(String route, String transport, String outcome) {
    return known.counter(
        REQUESTS, "Requests answered.", "route", route, "transport", transport, "outcome", outcome);
  }

  /** From a request's head to its answer's last byte. */
  Timer requestSeconds(String route, String transport) {
    return known.timer(
        REQUEST_SECONDS,
        "From the head of a request to the end of its answer.",
        "route",
        route,
        "transport",
        transport);
  }

  /** What a turnstile lets through, lets wait, and turns away. */
  public void watch(String route, Turnstile turnstile) {
    Tags tags = Tags.of("route", route);
    Gauge.builder(IN_FLIGHT, turnstile, Turnstile::working)
        .description("Requests at work now.")
        .tags(tags)
        .register(registry);
    Gauge.builder(WAITING, turnstile, Turnstile::waiting)
        .description("Requests that wait for their turn now.")
        .tags(tags)
        .register(registry);
    for (Reason reason : Reason.values()) {
      FunctionCounter.builder(SHED, turnstile, passed -> passed.turnedAway(reason))
          .description("Requests that were not begun, by why.")
          .tags(tags.and("reason", reason.name()))
          .register(registry);
    }
  }

  /** Records by outcome: stored, not_stored. */
  Counter records(String outcome) {
    return known.counter(RECORDS, "Records of pushes, by outcome.", "outcome", outcome);
  }

  /** Records that were stored, but in a view's history only: a greater version was online. */
  Counter historicRecords() {
    return known.counter(HISTORIC, "Records that came to a view's history and not online.");
  }

  Counter validationErrors(String type) {
    return known.counter(VALIDATION_ERRORS, "Violations in refused pushes, by type.", "type", type);
  }

  /** Store calls by operation and outcome. */
  Timer storeSeconds(String operation, String outcome) {
    return known.timer(STORE_SECONDS, "Store calls.", "operation", operation, "outcome", outcome);
  }

  Counter storeFailures(String operation, String kind) {
    return known.counter(
        STORE_FAILURES, "Store calls that failed, by kind.", "operation", operation, "kind", kind);
  }

  /** Store calls that were throttled, by what there was too little of. */
  Counter storeThrottles(String operation, String reason) {
    return known.counter(
        STORE_THROTTLES,
        "Store calls that were throttled, by DynamoDB's reason.",
        "operation",
        operation,
        "reason",
        reason);
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
