package io.freshet.bridge.metrics;

import io.micrometer.core.instrument.Counter;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What happens in freshet-bridge, for Prometheus, its health and its status. */
public final class BridgeMetrics {
  private final Meters meters = new Meters();
  private final InstantSource clock;
  private final AtomicLong lastDoneMillis = new AtomicLong();
  private final AtomicLong lastFailedMillis = new AtomicLong();
  private final Map<String, Counter> bySource = new ConcurrentHashMap<>();
  private final Recent recentFreshness = new Recent();

  /** What is measured when somebody looks. */
  public enum Gauge {
    ASSIGNED,
    PAUSED,
    OPEN_RECORDS,
    HELD_BYTES,
    LAG_RECORDS,
    LAG_SECONDS,
    HALTS,
    READY
  }

  /** Why consumption went on somewhere else than where it stood. */
  public enum Reset {
    NO_OFFSET,
    RETENTION,
    BEYOND_END,
    TRUNCATED,
    RECREATED
  }

  public BridgeMetrics(InstantSource clock) {
    this.clock = clock;
    this.lastDoneMillis.set(clock.millis());
  }

  /**
   * Records are stored; the freshness of each is now minus its Kafka timestamp.
   *
   * @param recordMillis a timestamp for each record, in ms since the epoch
   */
  public void stored(String pushSource, long... recordMillis) {
    long now = clock.millis();
    meters.stored.increment(recordMillis.length);
    bySource.computeIfAbsent(pushSource, meters::storedOf).increment(recordMillis.length);
    lastDoneMillis.lazySet(now);
    for (long millis : recordMillis) {
      long age = Math.max(0, now - millis);
      meters.freshness.record(age, TimeUnit.MILLISECONDS);
      recentFreshness.add(age);
    }
  }

  /** A record is done because a rule of the mapping skips it. */
  public void skipped() {
    meters.skipped.increment();
    lastDoneMillis.lazySet(clock.millis());
  }

  /** A record is in the dead-letter topic. */
  public void deadLettered(String stage, String errorType) {
    meters.deadLettered.increment();
    lastDoneMillis.lazySet(clock.millis());
    meters.deadLetters(stage, errorType).increment();
  }

  /** A batch has left for the first time. */
  public void batch(int records) {
    meters.batchFill.record(records);
  }

  public void requestStarted() {
    meters.inFlight.incrementAndGet();
  }

  /** A request has been answered, or has failed. */
  public void requestEnded(long nanos) {
    meters.inFlight.decrementAndGet();
    meters.push.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A record waits for the schema it was written with. */
  public void schemaWait() {
    meters.schemaWaits.increment();
    lastFailedMillis.lazySet(clock.millis());
  }

  public void retry() {
    meters.retries.increment();
  }

  /** Something else than the ingest API has answered. */
  public void foreignAnswer() {
    meters.foreignAnswers.increment();
  }

  /** A schema has been fetched again because records did not fit it any more. */
  public void schemaRefetched() {
    meters.schemasMoved.increment();
  }

  /** An attempt has failed in a way that waiting may mend. */
  public void failedAttempt() {
    lastFailedMillis.lazySet(clock.millis());
  }

  public void commit() {
    meters.commits.increment();
  }

  public void failedCommit() {
    meters.failedCommits.increment();
  }

  public void rebalance() {
    meters.rebalances.increment();
  }

  public void lost(int partitions) {
    meters.lost.increment(partitions);
  }

  /** Records that retention has removed before they were read. */
  public void gap(long records) {
    meters.gaps.increment((double) records);
  }

  /** A partition goes on somewhere else than where it stood. */
  public void reset(Reset reason) {
    meters.resets(reason).increment();
  }

  /** A figure that is asked for when somebody looks. */
  public void gauge(Gauge gauge, Supplier<Number> value) {
    meters.gauge(gauge, value);
  }

  /** When a record was last done, in ms since the epoch. */
  public long lastDoneMillis() {
    return lastDoneMillis.get();
  }

  /** When an attempt last failed, in ms since the epoch; 0 for never. */
  public long lastFailedMillis() {
    return lastFailedMillis.get();
  }

  /** Records stored so far, by push source. */
  public Map<String, Long> storedBySource() {
    Map<String, Long> counts = new TreeMap<>();
    bySource.forEach((source, counter) -> counts.put(source, (long) counter.count()));
    return counts;
  }

  /** Records in the dead-letter topic by us, so far. */
  public long deadLetteredRecords() {
    return (long) meters.deadLettered.count();
  }

  /** Freshness that this share of the last thousand records has kept to, in ms. */
  public long freshnessMillis(double share) {
    return recentFreshness.percentile(share);
  }

  /** All of it in Prometheus' text format. */
  public String scrape() {
    return meters.scrape();
  }
}
