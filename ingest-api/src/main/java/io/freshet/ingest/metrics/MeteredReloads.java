package io.freshet.ingest.metrics;

import io.freshet.ingest.reload.Reloads;
import io.freshet.yaml.Problems;
import java.time.InstantSource;

/** Counts reloads, and shows whether the last one went well. */
public final class MeteredReloads<T> implements Reloads<T> {
  private final Reloads<T> reloads;
  private final ReloadMeters meters;
  private final InstantSource clock;

  public MeteredReloads(Reloads<T> reloads, ReloadMeters meters, InstantSource clock) {
    this.reloads = reloads;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void loaded(T before, T now) {
    meters.reloads().increment();
    meters.ok().set(1);
    meters.loaded().set(clock.instant());
    reloads.loaded(before, now);
  }

  @Override
  public void kept(Problems problems) {
    meters.failures().increment();
    meters.ok().set(0);
    reloads.kept(problems);
  }
}
