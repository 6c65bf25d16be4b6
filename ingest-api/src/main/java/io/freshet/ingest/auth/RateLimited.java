package io.freshet.ingest.auth;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Turns away, for the time that it takes, keys that are shown more often than their rate allows. A
 * reload of the keys empties no bucket, unless it changes the rate.
 */
public final class RateLimited implements Doorkeeper {
  private final Doorkeeper door;
  private final Throttles throttles;
  private final LongSupplier nanos;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  public RateLimited(Doorkeeper door, Throttles throttles, LongSupplier nanos) {
    this.door = door;
    this.throttles = throttles;
    this.nanos = nanos;
  }

  @Override
  public Admission admit(String authorization) {
    Admission admission = door.admit(authorization);
    return switch (admission) {
      case Admission.TurnedAway _ -> admission;
      case Admission.Admitted(Caller caller) ->
          caller.rate().map(rate -> within(rate, caller, admission)).orElse(admission);
    };
  }

  private Admission within(Rate rate, Caller caller, Admission admitted) {
    Duration wait =
        buckets
            .compute(
                caller.id(),
                (_, bucket) ->
                    bucket != null && bucket.rate().equals(rate)
                        ? bucket
                        : new TokenBucket(rate, nanos))
            .take();
    if (wait.isZero()) {
      return admitted;
    }
    throttles.throttled(caller.id());
    return Admission.tooOften(rate, wait);
  }
}
