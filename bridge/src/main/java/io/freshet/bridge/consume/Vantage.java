package io.freshet.bridge.consume;

import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.metrics.BridgeMetrics.Gauge;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What others see of the consumer's thread: a picture that it takes of itself as it goes round. */
final class Vantage implements Progress {
  private final InstantSource clock;
  private final Grip grip;
  private final Membership membership;
  private final Silence silence;
  private volatile List<PartitionState> states = List.of();
  private volatile boolean member;
  private volatile long lastTurnMillis;

  Vantage(
      InstantSource clock,
      Grip grip,
      Membership membership,
      Silence silence,
      BridgeMetrics metrics) {
    this.clock = clock;
    this.grip = grip;
    this.membership = membership;
    this.silence = silence;
    this.lastTurnMillis = clock.millis();
    metrics.gauge(Gauge.ASSIGNED, () -> states.size());
    metrics.gauge(Gauge.PAUSED, () -> states.stream().filter(PartitionState::paused).count());
    metrics.gauge(
        Gauge.OPEN_RECORDS, () -> states.stream().mapToLong(PartitionState::openRecords).sum());
    metrics.gauge(
        Gauge.HELD_BYTES, () -> states.stream().mapToLong(PartitionState::heldBytes).sum());
    metrics.gauge(Gauge.LAG_RECORDS, () -> states.stream().mapToLong(PartitionState::lag).sum());
    metrics.gauge(Gauge.LAG_SECONDS, this::lagSeconds);
  }

  /** Takes the picture. On the consumer's thread. */
  void observe(Map<TopicPartition, Lane> lanes) {
    long now = clock.millis();
    lastTurnMillis = now;
    silence.look(now);
    member = membership.isMember();
    states =
        lanes.entrySet().stream()
            .map(entry -> entry.getValue().state(now, grip.lag(entry.getKey())))
            .toList();
  }

  /** Nothing is ours any more. */
  void leave() {
    states = List.of();
    member = false;
  }

  @Override
  public List<PartitionState> partitions() {
    return states;
  }

  @Override
  public boolean isMember() {
    return member;
  }

  @Override
  public long lastTurnMillis() {
    return lastTurnMillis;
  }

  private double lagSeconds() {
    long oldest =
        states.stream()
            .mapToLong(PartitionState::oldestOpenMillis)
            .filter(millis -> millis >= 0)
            .min()
            .orElse(Long.MAX_VALUE);
    return oldest == Long.MAX_VALUE ? 0.0 : Math.max(0L, clock.millis() - oldest) / 1_000.0;
  }
}
