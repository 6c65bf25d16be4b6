package io.freshet.quickstart.guarantee;

import io.freshet.embedded.EmbeddedDynamoDb;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedRegistry;
import io.freshet.embedded.fault.FaultProxy;
import io.freshet.quickstart.Broker;
import io.freshet.quickstart.IngestServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one run needs for itself: topics, a group, tables, servers, bridges, and proxies between.
 */
final class Stage implements AutoCloseable {
  private static final int STARTS = 2;

  private final EmbeddedKafka kafka;
  private final Diary diary;
  private final String run;
  private final FaultProxy storeProxy;
  private final Store store;
  private final Encoding encoding;
  private final Ledger ledger = new Ledger();
  private final List<IngestServer> servers = new ArrayList<>();
  private final List<Bridge> bridges = new ArrayList<>();

  /**
   * Sets everything up; the bridges do not run yet.
   *
   * @param work an existing folder for configuration and logs
   */
  Stage(
      Schedule schedule,
      EmbeddedKafka kafka,
      EmbeddedDynamoDb dynamoDb,
      EmbeddedRegistry registry,
      Path root,
      Path work,
      Diary diary) {
    this.kafka = kafka;
    this.diary = diary;
    this.run = "seed-" + schedule.seed();
    this.encoding =
        schedule.shape().hasRegistry()
            ? AvroPayments.registeredIn(registry.url())
            : new Encoding.Json();
    this.storeProxy = FaultProxy.inFrontOf(dynamoDb.endpoint());
    storeProxy.start();
    this.store = new Store(dynamoDb.endpoint(), run + "_");
    kafka.createTopic(topic(), Shape.PARTITIONS, Map.of("retention.ms", "-1"));
    kafka.createTopic(deadLetters(), 1);
    var tables = new IngestServer.Store(storeProxy.endpoint(), run + "_");
    for (int i = 0; i < Shape.SERVERS; i++) {
      servers.add(new IngestServer("ingest-" + i, root, work, tables));
    }
    servers.getFirst().createKey();
    IntStream.range(0, Shape.SERVERS).parallel().forEach(this::startServer);
    var settings =
        new Bridge.Settings(
            root.resolve("bridge/bin/freshet-bridge"),
            work,
            servers.getFirst().key(),
            URI.create(registry.url()),
            config(schedule.shape()));
    for (int i = 0; i < Shape.BRIDGES; i++) {
      bridges.add(new Bridge("bridge-" + i, settings, home(i).url(), ledger));
    }
  }

  String topic() {
    return run + ".payments";
  }

  String group() {
    return run + ".bridges";
  }

  /** Where a bridge's requests go when nothing is wrong. */
  IngestServer home(int bridge) {
    return servers.get(bridge % Shape.SERVERS);
  }

  IngestServer server(int index) {
    return servers.get(index);
  }

  /**
   * As an orchestrator would: a server that finds no store ends, and is started again, once. How
   * long each start takes is in the diary.
   */
  void startServer(int index) {
    for (int attempt = 1; ; attempt++) {
      long from = System.nanoTime();
      try {
        servers.get(index).start();
        diary.note("server %d is up after %s".formatted(index, Diary.since(from)));
        return;
      } catch (IllegalStateException notUp) {
        diary.note("server %d ended after %s: %s".formatted(index, Diary.since(from), notUp));
        if (attempt == STARTS) {
          throw notUp;
        }
      }
    }
  }

  Bridge bridge(int index) {
    return bridges.get(index);
  }

  List<Bridge> bridges() {
    return bridges;
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  /** Between the servers and DynamoDB. */
  FaultProxy storeProxy() {
    return storeProxy;
  }

  /** Past the proxy. */
  Store store() {
    return store;
  }

  /** Of what is sent into the topic. */
  Encoding encoding() {
    return encoding;
  }

  Ledger ledger() {
    return ledger;
  }

  /** The topic, each record with what was meant to become of it. */
  List<Produced> produced(List<Item> items) {
    return read(topic()).map(record -> new Produced(record, fate(record, items))).toList();
  }

  List<Letter> letters() {
    return read(deadLetters()).map(Letter::new).toList();
  }

  private Stream<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (var broker = new Broker(kafka.bootstrapServers())) {
      return broker.read(topic).stream();
    }
  }

  private static Fate fate(ConsumerRecord<byte[], byte[]> record, List<Item> items) {
    return items.get(Integer.parseInt(Broker.header(record, Item.NUMBER))).fate();
  }

  private String deadLetters() {
    return run + ".dead-letters";
  }

  private String config(Shape shape) {
    String group =
        shape.protocol().equals("classic")
            ? "session.timeout.ms: 4000\n  heartbeat.interval.ms: 500"
            : "group.protocol: consumer";
    return """
    kafka:
      bootstrap.servers: %s
      group.id: %s
      client.id: NAME
      %s
      reconnect.backoff.max.ms: 200
    schema_registry: {url: "REGISTRY", timeout: 1s}
    ingest: {url: "SERVER", workspace: prod, api_key: "${env:FRESHET_API_KEY}", protocol: http/1.1}
    delivery: {max_in_flight: 4, buffer: 2MiB}
    dead_letters: {topic: %s}
    admin: {host: 127.0.0.1, port: ADMIN_PORT}
    topics:
      - topic: %s
        format: %s
        on_tombstone: %s
        routes:
          - push_source: transactions
            fields:
              user_id: user.id
              transaction_id: payment.transaction_id
              amount: payment.amount
              currency: payment.currency
              merchant_id: payment.merchant.id
              tags: payment.tags
              event_time: {path: occurred_at, unit: ms}
    """
        .formatted(
            kafka.bootstrapServers(),
            group(),
            group,
            deadLetters(),
            topic(),
            shape.format(),
            shape.tombstones().setting());
  }

  @Override
  public void close() {
    bridges.forEach(Bridge::close);
    servers.forEach(IngestServer::close);
    store.drop();
    store.close();
    storeProxy.close();
  }
}
