package io.freshet.ingest.metrics;

import io.freshet.ingest.auth.Throttles;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what keys were refused for being shown too often, by key for the first hundred of them.
 */
public final class MeteredThrottles implements Throttles {
  private static final int NAMED = 100;
  private static final String OTHERS = "others";

  private final IngestMetrics metrics;
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  public MeteredThrottles(IngestMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void throttled(String keyId) {
    boolean shown = named.contains(keyId) || (named.size() < NAMED && named.add(keyId));
    metrics.keyThrottled(shown ? keyId : OTHERS).increment();
  }
}
