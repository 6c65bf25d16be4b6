package io.freshet.bridge.admin;

import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Halts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Whether the bridge can make progress, and whether restarting it could help. */
public final class Health {
  private static final Duration STUCK = Duration.ofSeconds(60);

  private final Halts halts;
  private final BridgeMetrics metrics;
  private final InstantSource clock;
  private volatile BooleanSupplier joined = () -> false;
  private volatile LongSupplier openRecords = () -> 0;

  public Health(Halts halts, BridgeMetrics metrics, InstantSource clock) {
    this.halts = halts;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The consumer runs from now on. */
  public void consuming(BooleanSupplier joinedTheGroup, LongSupplier open) {
    this.joined = joinedTheGroup;
    this.openRecords = open;
  }

  /** Why it is not ready, if so. */
  public Optional<String> notReady() {
    if (!halts.now().isEmpty()) {
      return Optional.of("halted: " + halts.now());
    }
    return joined.getAsBoolean()
        ? Optional.empty()
        : Optional.of("waiting for the schemas, the broker or the group");
  }

  /**
   * Why it should be restarted, if so: records wait, nothing is halted, no attempt fails, and yet
   * none has been done for a minute. A server that is down is not our death.
   */
  public Optional<String> notLive() {
    long quietSince = clock.millis() - STUCK.toMillis();
    boolean stuck =
        openRecords.getAsLong() > 0
            && halts.now().isEmpty()
            && metrics.lastDoneMillis() < quietSince
            && metrics.lastFailedMillis() < quietSince;
    return stuck ? Optional.of("no record has been done for " + STUCK) : Optional.empty();
  }
}
