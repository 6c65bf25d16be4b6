package io.freshet.bridge.consume;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/** One of the consumer's own metrics, about all its connections together. */
final class ClientFigure {
  private final Consumer<byte[], byte[]> consumer;
  private final String name;
  private Optional<? extends Metric> metric = Optional.empty();

  ClientFigure(Consumer<byte[], byte[]> consumer, String name) {
    this.consumer = consumer;
    this.name = name;
  }

  /** Its value now; empty where the client has no such metric. */
  OptionalDouble value() {
    if (metric.isEmpty()) {
      metric =
          consumer.metrics().entrySet().stream()
              .filter(entry ->
                  entry.getKey().name().equals(name)
                      && entry.getKey().group().equals("consumer-metrics"))
              .map(entry -> entry.getValue())
              .findFirst();
    }
    return metric
        .map(Metric::metricValue)
        .filter(Number.class::isInstance)
        .map(value -> OptionalDouble.of(((Number) value).doubleValue()))
        .orElse(OptionalDouble.empty());
  }
}
