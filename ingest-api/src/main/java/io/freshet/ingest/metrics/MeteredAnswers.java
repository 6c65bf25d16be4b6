package io.freshet.ingest.metrics;

import io.freshet.ingest.serve.Answered;
import java.time.Duration;

/** Counts and times every request that was answered. */
public final class MeteredAnswers implements Answered {
  private final IngestMetrics metrics;

  public MeteredAnswers(IngestMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void answered(String route, String transport, String outcome, Duration took) {
    metrics.requests(route, transport, outcome).increment();
    metrics.requestSeconds(route, transport).record(took);
  }
}
