package io.freshet.bridge.consume;

import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/** Whether a consumer is a member of its group, and connected to anything at all. */
final class Membership {
  private final Consumer<byte[], byte[]> consumer;
  private Optional<? extends Metric> connections = Optional.empty();

  Membership(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  boolean isMember() {
    return isConnected() && consumer.groupMetadata().generationId() >= 0;
  }

  /** The client itself only tries again and again, and says nothing. */
  private boolean isConnected() {
    if (connections.isEmpty()) {
      connections =
          consumer.metrics().entrySet().stream()
              .filter(entry ->
                  entry.getKey().name().equals("connection-count")
                      && entry.getKey().group().equals("consumer-metrics"))
              .map(entry -> entry.getValue())
              .findFirst();
    }
    return connections
        .map(metric -> !(metric.metricValue() instanceof Number count) || count.doubleValue() > 0)
        .orElse(true);
  }
}
