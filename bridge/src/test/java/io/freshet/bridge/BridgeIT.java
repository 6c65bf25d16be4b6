package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.bridge.FakeIngest.Reply;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedServers;
import io.freshet.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge between a real broker and a server that answers what the test says. */
class BridgeIT {
  private static final EmbeddedKafka KAFKA = EmbeddedServers.kafka();

  @TempDir private Path folder;
  private final String topic = "events-" + UUID.randomUUID();
  private final String group = "group-" + topic;
  private final String deadLetters = "dead-" + topic;
  private final List<Running> bridges = new ArrayList<>();
  private FakeIngest server;

  private record Running(Bridge bridge, Thread thread) {
    void stop() throws InterruptedException {
      bridge.stop();
      assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    server = new FakeIngest();
    KAFKA.createTopic(topic, 1);
  }

  @AfterEach
  void end() throws Exception {
    server.answer(FakeIngest::stored);
    for (Running bridge : bridges) {
      bridge.stop();
    }
    server.close();
  }

  @Test
  void pushesWithOriginAndSequenceAndCommits() throws Exception {
    start();
    produce(0, 25);
    awaitCommitted(25);
    assertThat(server.sequences()).containsExactlyInAnyOrderElementsOf(range(0, 25));
    assertThat(server.records().getFirst().get("origin").asText()).isEqualTo(topic + "/0");
    assertThat(server.records().getFirst().get("record").get("user_id").asText()).startsWith("u");
  }

  @Test
  void commitsNothingWhileTheServerFailsAndEverythingAfterwards() throws Exception {
    server.answer(_ -> FakeIngest.refused(503, "STORE_UNAVAILABLE"));
    start();
    produce(0, 25);
    await().until(() -> server.answered(503) >= 5);
    assertThat(committed()).isZero();
    server.answer(FakeIngest::stored);
    awaitCommitted(25);
    assertThat(new HashSet<>(server.sequences())).hasSize(25);
    assertThat(dead()).isEmpty();
  }

  @Test
  void a200ThatIsNotTheApisIsNoAcknowledgement() throws Exception {
    server.answer(_ -> new Reply(200, "<html>It works!</html>"));
    start();
    produce(0, 3);
    await().until(() -> server.answered(200) >= 3);
    assertThat(committed()).isZero();
    server.answer(FakeIngest::stored);
    awaitCommitted(3);
    assertThat(new HashSet<>(server.sequences())).hasSize(3);
  }

  @Test
  void aWrongKeyHaltsAndDropsNothing() throws Exception {
    server.answer(_ -> FakeIngest.refused(401, "UNAUTHENTICATED"));
    start();
    produce(0, 3);
    await().until(() -> server.answered(401) >= 2);
    assertThat(committed()).isZero();
    assertThat(dead()).isEmpty();
    server.answer(FakeIngest::stored);
    awaitCommitted(3);
  }

  @Test
  void poisonGoesToTheDeadLetterTopicToTheByteAndTheRestGoesOn() throws Exception {
    byte[] poison = {'{', (byte) 0xFF, 0, '}'};
    start();
    produce(0, 5);
    send(new ProducerRecord<>(topic, 0, 1_700_000_000_000L, new byte[] {7}, poison));
    produce(5, 10);
    awaitCommitted(11);
    assertThat(server.sequences()).hasSize(10).doesNotContain(5L);
    ConsumerRecord<byte[], byte[]> letter = dead().getFirst();
    assertThat(letter.value()).isEqualTo(poison);
    assertThat(letter.key()).containsExactly(7);
    assertThat(letter.timestamp()).isEqualTo(1_700_000_000_000L);
    assertThat(headers(letter))
        .containsEntry("freshet.group", group)
        .containsEntry("freshet.topic", topic)
        .containsEntry("freshet.partition", "0")
        .containsEntry("freshet.offset", "5")
        .containsEntry("freshet.stage", "decode")
        .containsEntry("freshet.error_type", "UNDECODABLE")
        .containsKey("freshet.message");
  }

  @Test
  void aRecordTheServerRefusesIsDeadLetteredAndItsNeighboursAreStored() throws Exception {
    server.answer(request -> {
      var records = request.get("records").get("payments");
      for (int i = 0; i < records.size(); i++) {
        if (records.get(i).get("sequence").asLong() == 2) {
          return new Reply(
              400,
              "{\"requestId\":\"ID\",\"requestError\":{\"errorType\":\"INVALID_RECORDS\"},\"recordErrors\":[{\"recordIndex\":%d,\"field\":\"at\",\"errorType\":\"TIME_OUT_OF_RANGE\",\"errorMessage\":\"at: too old\"}]}"
                  .formatted(i));
        }
      }
      return FakeIngest.stored(request);
    });
    produce(0, 6);
    start();
    awaitCommitted(6);
    assertThat(server.sequences()).containsExactlyInAnyOrder(0L, 1L, 3L, 4L, 5L);
    assertThat(headers(dead().getFirst()))
        .containsEntry("freshet.offset", "2")
        .containsEntry("freshet.stage", "push")
        .containsEntry("freshet.error_type", "TIME_OUT_OF_RANGE")
        .containsEntry("freshet.field", "at");
  }

  @Test
  void reachesTheEndOfATransactionalTopicAndSkipsWhatWasAborted() throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "transactional.id", topic);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (boolean commit : new boolean[] {true, false, true}) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, event(commit ? 1 : 666))).get();
        if (commit) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
    }
    start();
    awaitCommitted(6); // three records, three markers
    assertThat(server.sequences()).containsExactlyInAnyOrder(0L, 4L);
  }

  @Test
  void stoppingWaitsForTheWireCommitsAndASecondStartRepeatsNothing() throws Exception {
    Running first = start();
    produce(0, 500);
    await().until(() -> server.sequences().size() > 100);
    first.stop();
    bridges.clear();
    start();
    awaitCommitted(500);
    assertThat(server.sequences()).doesNotHaveDuplicates().hasSize(500);
  }

  @Test
  void twoBridgesShareATopicAndOneTakesOverFromTheOther() throws Exception {
    String shared = topic + "-shared";
    KAFKA.createTopic(shared, 6);
    Running first = start(shared);
    start(shared);
    produce(shared, 0, 300);
    await().until(() -> server.sequences().size() >= 300);
    first.stop();
    produce(shared, 300, 600);
    await().atMost(Duration.ofSeconds(30)).until(() -> distinct() == 600);
    await().atMost(Duration.ofSeconds(30)).until(() -> committed(shared) == 600);
  }

  private Running start() throws Exception {
    return start(topic);
  }

  private Running start(String from) throws Exception {
    Path file = Files.createTempFile(folder, "bridge", ".yaml");
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: "%s", group.id: "%s"}
        ingest: {url: "%s", workspace: prod, api_key: key, protocol: http/1.1}
        dead_letters: {topic: "%s"}
        admin: {host: 127.0.0.1, port: 0}
        topics:
          - topic: "%s"
            format: json
            routes:
              - push_source: payments
                fields: {user_id: user, amount: amount, at: {path: at, unit: ms}}
        """
            .formatted(KAFKA.bootstrapServers(), group, server.url(), deadLetters, from));
    var problems = new Problems();
    var bridge = new Bridge(new BridgeConfigFile(problems, _ -> null).read(file));
    assertThat(problems.list()).isEmpty();
    Thread thread = Thread.ofPlatform().start(bridge::run);
    var running = new Running(bridge, thread);
    bridges.add(running);
    return running;
  }

  private void produce(int from, int to) throws Exception {
    produce(topic, from, to);
  }

  private static void produce(String to, int from, int until) throws Exception {
    for (int i = from; i < until; i++) {
      send(new ProducerRecord<>(to, event(i)));
    }
  }

  private static byte[] event(int i) {
    return "{\"user\":\"u%d\",\"amount\":%d,\"at\":%d}"
        .formatted(i, i, System.currentTimeMillis())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    Producing.PRODUCER.send(record).get();
  }

  /** One producer for the whole class. */
  private static final class Producing {
    static final KafkaProducer<byte[], byte[]> PRODUCER =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private long distinct() {
    return server.records().stream()
        .map(record -> record.get("origin").asText() + record.get("sequence").asText())
        .distinct()
        .count();
  }

  private void awaitCommitted(long offset) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(committed()).isEqualTo(offset));
  }

  private long committed() throws Exception {
    return committed(topic);
  }

  private long committed(String of) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(of) && entry.getValue() != null)
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> dead() {
    Map<String, Object> config = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
    var partition = new TopicPartition(deadLetters, 0);
    var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
      }
    }
    return letters;
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> letter) {
    Map<String, String> headers = new HashMap<>();
    letter
        .headers()
        .forEach(header ->
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}
