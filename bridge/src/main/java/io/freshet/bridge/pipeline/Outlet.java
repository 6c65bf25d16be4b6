package io.freshet.bridge.pipeline;

import io.freshet.api.IngestLimits;
import io.freshet.bridge.batch.Batchers;
import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.consume.Records;
import io.freshet.bridge.consume.Sink;
import io.freshet.bridge.deadletter.DeadLetters;
import io.freshet.bridge.deadletter.Guard;
import io.freshet.bridge.deadletter.KafkaDeadLetterTopic;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.format.Decoders;
import io.freshet.bridge.format.TopicShapes;
import io.freshet.bridge.map.MappingsInForce;
import io.freshet.bridge.push.Connection;
import io.freshet.bridge.push.Delivery;
import io.freshet.bridge.push.HttpIngestClient;
import io.freshet.bridge.push.IngestClient;
import io.freshet.bridge.push.LoggedClient;
import io.freshet.bridge.push.MeteredClient;
import io.freshet.bridge.push.RegisteredSchemas;
import io.freshet.bridge.push.RequestIds;
import io.freshet.bridge.push.SchemaClient;
import io.freshet.bridge.push.TraceContext;
import io.freshet.yaml.Problems;
import java.util.Optional;
import java.util.function.Consumer;

/** All that is behind the consumer: from a partition's records to the server, or a dead letter. */
public final class Outlet implements Sink, AutoCloseable {
  private static final Rejection UNMAPPED =
      new Rejection(Rejection.Stage.MAP, "UNMAPPED_TOPIC", "", "its topic is not mapped any more");

  private final MappingsInForce mappings;
  private final Decoders decoders;
  private final Gear gear;
  private final KafkaDeadLetterTopic topic;
  private final DeadLetters deadLetters;
  private final Delivery delivery;
  private final Batchers batchers;

  private Outlet(
      BridgeConfig config,
      Gear gear,
      Connection connection,
      MappingsInForce mappings,
      Decoders decoders,
      Consumer<Throwable> breakdown) {
    this.mappings = mappings;
    this.decoders = decoders;
    this.gear = gear;
    this.topic =
        new KafkaDeadLetterTopic(config.kafka(), config.deadLetters().topic(), config.group());
    this.deadLetters =
        new DeadLetters(
            topic,
            new Guard(config.deadLetters()),
            gear.halts(),
            gear.backoff(),
            gear.pause(),
            gear.metrics(),
            breakdown);
    this.delivery =
        new Delivery(
            client(connection, gear),
            deadLetters,
            new Remapper(
                new SchemaClient(connection), mappings, this::interpreter, deadLetters, gear),
            gear.halts(),
            gear.backoff(),
            gear.pause(),
            gear.metrics(),
            breakdown,
            config.delivery().maxInFlight());
    this.batchers = new Batchers(config.pushSources(), config.delivery().linger(), delivery);
  }

  /**
   * Fetches the registered schemas, for which it waits, compiles the mappings and starts.
   *
   * @param breakdown is told of a bug that leaves records with nobody to look after them
   * @param problems hears what is wrong with the mapping: then there is no outlet
   */
  public static Optional<Outlet> open(
      BridgeConfig config, Gear gear, Consumer<Throwable> breakdown, Problems problems)
      throws InterruptedException {
    var connection = new Connection(config.ingest(), config.delivery().maxInFlight());
    var schemas = new RegisteredSchemas(new SchemaClient(connection), gear.backoff(), gear.pause());
    var mappings =
        new MappingsInForce(
            config.topics(), schemas.fetch(config.pushSources()), TopicShapes::ofFiles, problems);
    var decoders = Decoders.open(config, gear.clock(), problems);
    return problems.isEmpty()
        ? Optional.of(new Outlet(config, gear, connection, mappings, decoders, breakdown))
        : Optional.empty();
  }

  @Override
  public Records open(Origin partition) {
    if (mappings.find(partition.topic()).isEmpty()) {
      return (record, slot) -> deadLetters.refuse(record, slot, UNMAPPED); // only letters can be
    }
    return new Pipeline(interpreter(partition.topic()), batchers.bySource(), deadLetters, gear);
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
  public int wireRecords() {
    return delivery.window() * IngestLimits.MAX_RECORDS;
  }

  @Override
  public boolean isHalted(String topicName) {
    return mappings.leadsTo(topicName, gear.halts()::blocks);
  }

  @Override
  public void close() {
    batchers.close();
    delivery.close();
    deadLetters.close();
    topic.close();
  }

  private Interpreter interpreter(String topicName) {
    return new Interpreter(() -> mappings.of(topicName), decoders::of, new Patience(gear));
  }

  private static IngestClient client(Connection connection, Gear gear) {
    var traces = TraceContext.configured(System.getenv());
    var http = new HttpIngestClient(connection, new RequestIds(), gear.clock(), traces);
    return new LoggedClient(new MeteredClient(http, gear.metrics()), gear.metrics(), gear.clock());
  }
}
