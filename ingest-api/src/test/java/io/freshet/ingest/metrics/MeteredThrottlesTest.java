package io.freshet.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeteredThrottlesTest {

  @Test
  void namesAHundredKeysAndCountsTheOthersTogether() {
    var metrics = new IngestMetrics();
    var throttles = new MeteredThrottles(metrics);
    for (int i = 0; i < 150; i++) {
      throttles.throttled("key" + i);
    }
    throttles.throttled("key7");
    assertThat(metrics.scrape().lines().filter(line -> line.startsWith("freshet_ingest_key_")))
        .hasSize(101)
        .contains(
            "freshet_ingest_key_throttled_total{key=\"key7\"} 2.0",
            "freshet_ingest_key_throttled_total{key=\"others\"} 50.0");
  }
}
