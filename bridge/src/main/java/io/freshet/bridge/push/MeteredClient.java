package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.metrics.BridgeMetrics;

/** Measures every attempt. */
public final class MeteredClient implements IngestClient {
  private final IngestClient client;
  private final BridgeMetrics metrics;

  public MeteredClient(IngestClient client, BridgeMetrics metrics) {
    this.client = client;
    this.metrics = metrics;
  }

  @Override
  public Answer push(Batch batch) throws InterruptedException {
    long start = System.nanoTime();
    metrics.requestStarted();
    try {
      return client.push(batch);
    } finally {
      metrics.requestEnded(System.nanoTime() - start);
    }
  }
}
