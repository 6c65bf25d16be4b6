package io.freshet.bridge.admin;

import io.freshet.bridge.consume.PartitionState;
import io.freshet.bridge.consume.Progress;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Halts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Whether the bridge can make progress, and whether restarting it could help. */
public final class Health {
  private static final Duration STUCK = Duration.ofSeconds(60);

  private final Halts halts;
  private final BridgeMetrics metrics;
  private final InstantSource clock;
  private volatile Optional<Progress> progress = Optional.empty();

  public Health(Halts halts, BridgeMetrics metrics, InstantSource clock) {
    this.halts = halts;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The consumer runs from now on. */
  public void consuming(Progress consumer) {
    progress = Optional.of(consumer);
  }

  /** The partitions that are ours. */
  List<PartitionState> partitions() {
    return progress.map(Progress::partitions).orElse(List.of());
  }

  /** Why it is not ready, if so. */
  public Optional<String> notReady() {
    if (!halts.now().isEmpty()) {
      return Optional.of("halted: " + halts.now());
    }
    return progress.map(Progress::isMember).orElse(false)
        ? Optional.empty()
        : Optional.of("waiting for the schemas, the broker or the group");
  }

  /**
   * Why it should be restarted, if so: the consumer's thread has not gone round for a minute; or a
   * record waits, nothing is halted, no attempt fails, and yet it is not done after a minute. A
   * server that is down is not our death.
   */
  public Optional<String> notLive() {
    long quietSince = clock.millis() - STUCK.toMillis();
    if (progress.map(Progress::lastTurnMillis).orElse(Long.MAX_VALUE) < quietSince) {
      return Optional.of("the consumer's thread has not gone round for " + STUCK);
    }
    boolean healthy = halts.now().isEmpty() && metrics.lastFailedMillis() < quietSince;
    return partitions().stream()
        .filter(partition -> healthy && isWaiting(partition, quietSince))
        .findFirst()
        .map(partition ->
            "%s/%d: no record has been done for %s"
                .formatted(partition.topic(), partition.partition(), STUCK));
  }

  private static boolean isWaiting(PartitionState partition, long since) {
    return partition.waitingSinceMillis() >= 0 && partition.waitingSinceMillis() < since;
  }
}
