package io.freshet.bridge;

import io.freshet.bridge.batch.Departures;
import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.consume.Records;
import io.freshet.bridge.consume.Sink;
import io.freshet.bridge.deadletter.DeadLetters;
import io.freshet.bridge.deadletter.Guard;
import io.freshet.bridge.deadletter.KafkaDeadLetterTopic;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.format.Decoders;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Connection;
import io.freshet.bridge.push.Delivery;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.HttpIngestClient;
import io.freshet.bridge.push.IngestClient;
import io.freshet.bridge.push.LoggedClient;
import io.freshet.bridge.push.MeteredClient;
import io.freshet.bridge.push.Pause;
import io.freshet.bridge.push.SchemaClient;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All that is behind the consumer: from a partition's records to the server, or a dead letter. */
final class Outlet implements Sink, AutoCloseable {
  private static final Rejection UNMAPPED =
      new Rejection(Rejection.Stage.MAP, "UNMAPPED_TOPIC", "", "its topic is not mapped any more");

  private final Mappings mappings;
  private final Decoders decoders;
  private final Halts halts;
  private final Backoff backoff;
  private final Pause pause;
  private final BridgeMetrics metrics;
  private final KafkaDeadLetterTopic topic;
  private final DeadLetters deadLetters;
  private final Delivery delivery;
  private final Batchers batchers;

  /**
   * Wires and starts it.
   *
   * @param breakdown is told of a bug that leaves records with nobody to look after them
   */
  Outlet(
      BridgeConfig config,
      Connection connection,
      Mappings mappings,
      Decoders decoders,
      Halts halts,
      Backoff backoff,
      Pause pause,
      BridgeMetrics metrics,
      InstantSource clock,
      Consumer<Throwable> breakdown) {
    this.mappings = mappings;
    this.decoders = decoders;
    this.halts = halts;
    this.backoff = backoff;
    this.pause = pause;
    this.metrics = metrics;
    this.topic =
        new KafkaDeadLetterTopic(config.kafka(), config.deadLetters().topic(), config.group());
    this.deadLetters =
        new DeadLetters(
            topic, new Guard(config.deadLetters()), halts, backoff, pause, metrics, breakdown);
    IngestClient client =
        new LoggedClient(
            new MeteredClient(new HttpIngestClient(connection, new RequestIds(), clock), metrics),
            metrics,
            clock);
    this.delivery =
        new Delivery(
            client,
            deadLetters,
            new Remapper(
                new SchemaClient(connection),
                mappings,
                this::interpreter,
                deadLetters,
                halts,
                metrics,
                clock),
            halts,
            backoff,
            pause,
            metrics,
            breakdown,
            config.delivery().maxInFlight());
    this.batchers = batchers(config, delivery);
  }

  @Override
  public Records open(Origin partition) {
    if (mappings.find(partition.topic()).isEmpty()) {
      return (record, slot) -> deadLetters.refuse(record, slot, UNMAPPED); // only letters can be
    }
    return new Pipeline(
        interpreter(partition.topic()), batchers.bySource(), deadLetters, halts, metrics);
  }

  @Override
  public void flush() {
    batchers.flush();
  }

  @Override
  public void cancelForgotten() {
    delivery.cancelForgotten();
    deadLetters.cancelForgotten();
  }

  @Override
  public boolean isHalted(String topicName) {
    return mappings.leadsTo(topicName, halts::blocks);
  }

  @Override
  public void close() {
    batchers.close();
    delivery.close();
    deadLetters.close();
    topic.close();
  }

  private Interpreter interpreter(String topicName) {
    return new Interpreter(
        () -> mappings.of(topicName), decoders::of, new Patience(halts, backoff, pause, metrics));
  }

  private static Batchers batchers(BridgeConfig config, Departures departures) {
    Set<String> sources =
        config.topics().stream()
            .flatMap(topic -> topic.routes().stream())
            .map(RouteConfig::pushSource)
            .collect(Collectors.toSet());
    return new Batchers(sources, config.delivery().linger(), departures);
  }
}
