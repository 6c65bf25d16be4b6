package io.freshet.ingest.stamp;

import io.freshet.value.Timestamps;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ingestion times in microseconds: the wall clock's, made strictly increasing within this process,
 * so that of two records without a sequence the one that came last wins, even when the wall clock
 * is set back.
 */
public final class IngestionClock {
  private final InstantSource wall;
  private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

  public IngestionClock(InstantSource wall) {
    this.wall = wall;
  }

  /** The first of so many consecutive moments, all of them the caller's own. */
  public long reserve(int count) {
    long now = Timestamps.micros(wall.instant());
    return next.accumulateAndGet(now + count, (last, wanted) -> Math.max(last + count, wanted))
        - count;
  }
}
