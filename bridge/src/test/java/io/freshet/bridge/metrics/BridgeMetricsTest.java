package io.freshet.bridge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.metrics.BridgeMetrics.Gauge;
import io.freshet.bridge.metrics.BridgeMetrics.Reset;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class BridgeMetricsTest {
  private final BridgeMetrics metrics = new BridgeMetrics(() -> InstantSource.system().instant());

  /** What dashboards and alerts are built on: a name that changes breaks them. */
  @Test
  void everyMetricHasTheNameThatOperatorsKnow() {
    for (Gauge gauge : Gauge.values()) {
      metrics.gauge(gauge, () -> 1);
    }
    metrics.stored("payments", 0);
    metrics.deadLettered("map", "OUT_OF_RANGE");
    metrics.reset(Reset.RETENTION);
    assertThat(
            metrics
                .scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .filter(name -> !name.endsWith("_max")))
        .containsExactlyInAnyOrder(
            "freshet_bridge_assigned_partitions",
            "freshet_bridge_batch_records",
            "freshet_bridge_commit_failures_total",
            "freshet_bridge_commits_total",
            "freshet_bridge_dead_letters_total",
            "freshet_bridge_foreign_answers_total",
            "freshet_bridge_freshness_seconds",
            "freshet_bridge_halts",
            "freshet_bridge_held_bytes",
            "freshet_bridge_lag_records",
            "freshet_bridge_lag_seconds",
            "freshet_bridge_lost_partitions_total",
            "freshet_bridge_offset_gap_records_total",
            "freshet_bridge_offset_resets_total",
            "freshet_bridge_open_records",
            "freshet_bridge_paused_partitions",
            "freshet_bridge_push_latency_seconds",
            "freshet_bridge_ready",
            "freshet_bridge_rebalances_total",
            "freshet_bridge_records_total",
            "freshet_bridge_requests_in_flight",
            "freshet_bridge_retries_total",
            "freshet_bridge_schema_refetches_total",
            "freshet_bridge_schema_waits_total",
            "freshet_bridge_stored_records_total");
  }

  @Test
  void freshnessIsOfTheLastRecords() {
    assertThat(metrics.freshnessMillis(0.99)).isZero();
    long now = System.currentTimeMillis();
    for (int i = 0; i < 5_000; i++) {
      metrics.stored("payments", now - 10_000);
    }
    assertThat(metrics.freshnessMillis(0.5)).isBetween(10_000L, 20_000L);
  }
}
