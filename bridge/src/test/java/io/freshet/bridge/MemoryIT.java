package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedServers;
import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bridge as a user runs it, in the launcher's heap, and more than fits into it. */
class MemoryIT {
  private static final EmbeddedKafka KAFKA = EmbeddedServers.kafka();
  private static final int LARGEST = 4 << 20;

  /** Two MiB, and one record that was larger by itself. */
  private static final long POLL = (2 << 20) + LARGEST;

  private static final long BUFFER = 32 << 20;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private Rig rig;
  private JavaProcess bridge;
  private URI admin;

  @BeforeEach
  void begin() throws Exception {
    rig = new Rig(KAFKA, folder);
    KAFKA.createTopic(rig.topic, 2, Map.of("max.message.bytes", Integer.toString(LARGEST)));
    // A letter is its message and the reason.
    KAFKA.createTopic(
        rig.deadLetters, 1, Map.of("max.message.bytes", Integer.toString(2 * LARGEST)));
  }

  @AfterEach
  void end() throws Exception {
    if (bridge != null) {
      bridge.close();
    }
    rig.close();
  }

  /**
   * The buffer, and what one poll may bring on top, packed or not. A record is held twice from its
   * encoding on: as it was read and as it goes out.
   */
  @ParameterizedTest
  @CsvSource({"none, 160, 4", "gzip, 300, 4"})
  void holdsNoMoreThanItsBufferAndAPollWhileTheServerHangs(
      String compression, int large, int largest) throws Exception {
    var mended = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    rig.server.answer(request -> {
      asked.countDown();
      return hang(mended, request);
    });
    produce(compression, large, largest);
    start();
    asked.await();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          assertThat(bridge.isAlive()).isTrue();
          return metric("freshet_bridge_paused_partitions") == 2;
        });
    assertThat(metric("freshet_bridge_held_bytes")).isBetween(BUFFER * 1.0, BUFFER + 2.0 * POLL);
    mended.countDown();

    rig.awaitCommitted(large + largest);
    assertThat(pushed()).isEqualTo(expected(large, largest));
    assertWell();
  }

  @Test
  void aTopicOfPoisonFitsAsWell() throws Exception {
    rig.topics = rig.topics.replace("path: at", "path: missing");
    produce("none", 120, 4);
    start();
    rig.awaitCommitted(124);
    assertWell();
  }

  private void assertWell() throws Exception {
    assertThat(bridge.terminate(Duration.ofSeconds(20))).isIn(0, 143);
    assertThat(Files.readString(bridge.log())).doesNotContain("OutOfMemoryError", "a bug in");
  }

  private static FakeIngest.Reply hang(CountDownLatch until, JsonNode request) {
    try {
      until.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return FakeIngest.stored(request);
  }

  private void start() throws Exception {
    int port = Rig.freePort();
    Path config = rig.configFile(port);
    Files.writeString(
        config,
        Files.readString(config).replace("dead_letters: {", "dead_letters: {max_ratio: 1, "));
    admin = URI.create("http://127.0.0.1:" + port);
    bridge =
        JavaProcess.launch(
            "bridge",
            Path.of("bin/freshet-bridge"),
            List.of("run", "--config", config.toString()),
            Map.of("FRESHET_CACHE", "off"),
            folder.resolve("bridge.log"));
    bridge.awaitReady(() -> HttpProbe.answers(admin.resolve("/healthz/live"), 200));
  }

  private double metric(String name) throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(admin.resolve("/metrics")).build(), BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  private void produce(String compression, int large, int largest) {
    Map<String, Object> properties = new HashMap<>(KAFKA.clientProperties());
    properties.put("compression.type", compression);
    properties.put("max.request.size", 2 * LARGEST);
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < large + largest; i++) {
        producer.send(new ProducerRecord<>(rig.topic, i % 2, null, event(i, large)));
      }
    }
  }

  private static byte[] event(int number, int large) {
    return "{\"user\":\"%s\",\"amount\":%d,\"at\":%d}"
        .formatted(user(number, large), number, System.currentTimeMillis())
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Of 100 to 500 kB, or as large as the topic takes it. */
  private static String user(int number, int large) {
    int length = number < large ? 100_000 + new Random(number).nextInt(400_000) : LARGEST - 1_000;
    return Integer.toString(number % 10).repeat(length);
  }

  private Map<Integer, String> pushed() {
    Map<Integer, String> users = new HashMap<>();
    for (JsonNode stored : rig.server.records()) {
      JsonNode record = stored.get("record");
      users.put(record.get("amount").asInt(), record.get("user_id").asText());
    }
    return users;
  }

  private static Map<Integer, String> expected(int large, int largest) {
    Map<Integer, String> users = new HashMap<>();
    for (int i = 0; i < large + largest; i++) {
      users.put(i, user(i, large));
    }
    return users;
  }
}
