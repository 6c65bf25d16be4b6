package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of its own, an ingest API that answers what the test says, and bridges in between. */
public final class Rig implements AutoCloseable {
  public final String topic = "events-" + UUID.randomUUID();
  public final String group = "group-" + topic;
  public final String deadLetters = "dead-" + topic;
  public final FakeIngest server = new FakeIngest();
  public final Map<String, String> kafka = new LinkedHashMap<>();

  /** The configuration's; {@code TOPIC} is this rig's. */
  public String topics =
      """
        - topic: "TOPIC"
          format: json
          routes:
            - push_source: payments
              fields: {user_id: user, amount: amount, at: {path: at, unit: ms}}
      """;

  private final EmbeddedKafka broker;
  private final Path folder;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Running> bridges = new ArrayList<>();

  /** A bridge on a thread of its own. */
  public record Running(
      Bridge bridge, Thread thread, int port, AtomicReference<Throwable> failure) {
    /** Stops it and says how long that took. */
    public Duration stop() throws InterruptedException {
      long start = System.nanoTime();
      bridge.stop();
      assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
      return Duration.ofNanos(System.nanoTime() - start);
    }

    String get(String path) throws Exception {
      try (HttpClient http = HttpClient.newHttpClient()) {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
      }
    }

    /** A metric's value; 0 where it is not there. */
    double metric(String name) throws Exception {
      return get("/metrics")
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElse(0.0);
    }
  }

  public Rig(EmbeddedKafka broker, Path folder) throws IOException {
    this.broker = broker;
    this.folder = folder;
    broker.clientProperties().forEach(kafka::put);
    kafka.put("group.id", group);
    this.producer =
        new KafkaProducer<>(
            new HashMap<>(broker.clientProperties()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public Running start() throws Exception {
    BridgeConfig config = config(freePort());
    var bridge = new Bridge(config);
    var failure = new AtomicReference<Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                bridge.run();
              } catch (RuntimeException e) {
                failure.set(e);
              }
            });
    var running = new Running(bridge, thread, config.admin().port(), failure);
    bridges.add(running);
    return running;
  }

  public BridgeConfig config(int port) throws Exception {
    var problems = new Problems();
    BridgeConfig config = new BridgeConfigFile(problems, _ -> null).read(configFile(port));
    assertThat(problems.list()).isEmpty();
    return config;
  }

  public Path configFile(int port) throws IOException {
    StringBuilder properties = new StringBuilder();
    kafka.forEach((name, value) ->
        properties
            .append("  ")
            .append(name)
            .append(": '")
            .append(value.replace("'", "''"))
            .append("'\n"));
    Path file = Files.createTempFile(folder, "bridge", ".yaml");
    return Files.writeString(
        file,
        """
        kafka:
        %s
        ingest: {url: "%s", workspace: prod, api_key: key, protocol: http/1.1}
        delivery: {drain_timeout: 1s}
        dead_letters: {topic: "%s"}
        admin: {host: 127.0.0.1, port: %d}
        topics:
        %s
        """
            .formatted(
                properties, server.url(), deadLetters, port, topics.replace("TOPIC", topic)));
  }

  /** Deletes the topic and makes it anew, with one partition. */
  public void recreateTopic() throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(topic));
      // Not every part of the broker has heard of it at once.
      await()
          .ignoreExceptions()
          .until(() ->
              admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get() == null);
    }
  }

  public void produce(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      send(new ProducerRecord<>(topic, event(i)));
    }
  }

  public void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  public static byte[] event(int i) {
    return "{\"user\":\"u%d\",\"amount\":%d,\"at\":%d}"
        .formatted(i, i, System.currentTimeMillis())
        .getBytes(StandardCharsets.UTF_8);
  }

  public void awaitCommitted(long offset) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(committed()).isEqualTo(offset));
  }

  /** The committed offsets of the topic, summed. */
  public long committed() throws Exception {
    return committed(group, topic);
  }

  public long committed(String of, String in) throws Exception {
    try (Admin admin = admin()) {
      return admin
          .listConsumerGroupOffsets(of)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(in) && entry.getValue() != null)
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    }
  }

  public Admin admin() {
    return Admin.create(new HashMap<String, Object>(broker.clientProperties()));
  }

  public List<ConsumerRecord<byte[], byte[]>> dead() {
    var partition = new TopicPartition(deadLetters, 0);
    var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            new HashMap<String, Object>(broker.clientProperties()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
      }
    }
    return letters;
  }

  public static Optional<String> header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return Optional.ofNullable(letter.headers().lastHeader(name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8));
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    server.answer(FakeIngest::stored);
    for (Running bridge : bridges) {
      bridge.stop();
    }
    producer.close(Duration.ofSeconds(1));
    server.close();
  }
}
