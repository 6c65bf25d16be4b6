package io.freshet.offline.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the worker counts and measures. */
public final class OfflineMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(OfflineMetrics.class);

  /** DynamoDB keeps a stream's records so long. */
  public static final Duration RETENTION = Duration.ofHours(24);

  private static final double AT_RISK = 0.5;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Shard> shards = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final Counter commitFailures;
  private volatile boolean gap;
  private Instant warned = Instant.MIN;

  /** What of a shard is read and not committed. */
  private record Shard(long pending, Optional<Instant> oldest) {}

  public OfflineMetrics(InstantSource clock, String version) {
    this.clock = clock;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    Gauge.builder("freshet_offline_build", () -> 1)
        .tag("version", version)
        .description("This program.")
        .register(registry);
    Gauge.builder("freshet_offline_lag_seconds", this, OfflineMetrics::lag)
        .description("How old the oldest row is that was read and is not in its table.")
        .register(registry);
    Gauge.builder("freshet_offline_lag_records", this, OfflineMetrics::pending)
        .description("Rows that were read and are not in their tables.")
        .register(registry);
    Gauge.builder("freshet_offline_retention_used_ratio", this, OfflineMetrics::retentionUsed)
        .description("The lag as a part of the 24 hours that the stream keeps its records.")
        .register(registry);
    Gauge.builder("freshet_offline_shards", shards, Map::size)
        .description("Shards that this worker follows.")
        .register(registry);
    Gauge.builder("freshet_offline_possible_gap", () -> gap ? 1 : 0)
        .description(
            "Whether, before this start, nothing came for longer than the stream keeps it.")
        .register(registry);
    this.commitFailures =
        Counter.builder("freshet_offline_commit_failures")
            .description("Commits that failed and were tried again.")
            .register(registry);
  }

  /** A shard that is followed, and what of it is not committed. */
  public void watch(String shard, long pending, Optional<Instant> oldest) {
    shards.put(shard, new Shard(pending, oldest));
    if (retentionUsed() >= AT_RISK) {
      warn();
    }
  }

  /** When the tables last got something of the stream, before this start. */
  public void lastHeard(Instant heard) {
    Duration silence = Duration.between(heard, clock.instant());
    gap = silence.compareTo(RETENTION) > 0;
    if (gap) {
      LOG.warn(
          "the tables last got a row {} ago, and the stream keeps its records for 24 hours: unless"
              + " nothing was pushed meanwhile, rows are missing; run backfill",
          silence);
    }
  }

  /** It is followed no more. */
  public void forget(String shard) {
    shards.remove(shard);
  }

  /** Rows that a commit has put into a view's table. */
  public void rows(String workspace, String view, int count) {
    Counter.builder("freshet_offline_rows")
        .description("Rows that were put into the tables.")
        .tags(Tags.of("workspace", workspace, "view", view))
        .register(registry)
        .increment(count);
  }

  /** A record of the stream that makes no row. */
  public void ignored(String reason) {
    Counter.builder("freshet_offline_ignored_records")
        .description("Records of the stream that make no row, by the reason.")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  public void commitFailed() {
    commitFailures.increment();
  }

  /** In Prometheus's text format. */
  public String scrape() {
    return registry.scrape();
  }

  private double pending() {
    return shards.values().stream().mapToLong(Shard::pending).sum();
  }

  private double lag() {
    Instant now = clock.instant();
    return shards.values().stream()
            .flatMap(shard -> shard.oldest().stream())
            .mapToLong(oldest -> Math.max(0, Duration.between(oldest, now).toMillis()))
            .max()
            .orElse(0)
        / 1_000.0;
  }

  private double retentionUsed() {
    return lag() / RETENTION.toSeconds();
  }

  private synchronized void warn() {
    Instant now = clock.instant();
    if (warned.isBefore(now.minus(Duration.ofMinutes(1)))) {
      warned = now;
      LOG.warn(
          "{} of the 24 hours that the stream keeps its records are used up: what is older is lost"
              + " to it; add workers, or find out why commits fail; afterwards run backfill",
          Duration.ofSeconds((long) lag()));
    }
  }
}
