package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.DecodingConfig.Envelope;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.FormatConfig.Registered;
import io.freshet.bridge.config.RegistryConfig;
import io.freshet.bridge.config.TlsConfig;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.Messages;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.format.Formats;
import io.freshet.bridge.registry.CachedRegistry;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RestRegistry;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedRegistry;
import io.freshet.embedded.EmbeddedServers;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Schemas of a real registry, which is killed and comes back empty. */
class RegistryIT {
  private static final EmbeddedKafka KAFKA = EmbeddedServers.kafka();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String PAYMENT =
      "{\"type\":\"record\",\"name\":\"Payment\",\"fields\":[{\"name\":\"user\",\"type\":\"string\"},"
          + "{\"name\":\"amount\",\"type\":\"long\"},"
          + "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}%s]}";
  private static final String VERSION_2 = ",{\"name\":\"extra\",\"type\":\"int\",\"default\":0}";

  @RegisterExtension static final EmbeddedRegistry REGISTRY = EmbeddedRegistry.inMemory();

  @TempDir private Path folder;
  private final String name = UUID.randomUUID().toString();
  private int adminPort;

  @AfterAll
  static void close() {
    HTTP.close();
  }

  @Test
  void avroWithAReference() throws Exception {
    register(
        "address-" + name,
        "AVRO",
        "{\"type\":\"record\",\"name\":\"n.Address\",\"fields\":[{\"name\":\"zip\",\"type\":\"int\"}]}");
    int id =
        register(
            "user-" + name,
            "AVRO",
            "{\"type\":\"record\",\"name\":\"n.User\",\"fields\":[{\"name\":\"home\",\"type\":\"n.Address\"}]}",
            "n.Address",
            "address-" + name);
    assertThat(decoded(Kind.AVRO, "home.zip", framed(id, new byte[] {14}))).isEqualTo(7L);
  }

  @Test
  void protobufWithAnImport() throws Exception {
    register(
        "money-" + name,
        "PROTOBUF",
        "syntax = \"proto3\"; package m; message Money { int64 units = 1; }");
    int id =
        register(
            "order-" + name,
            "PROTOBUF",
            "syntax = \"proto3\"; import \"m/money.proto\"; import \"google/protobuf/timestamp.proto\";"
                + " message Other { string a = 1; } message Order { m.Money price = 1; google.protobuf.Timestamp at = 2; }",
            "m/money.proto",
            "money-" + name);
    byte[] secondMessage = {2, 2, 10, 2, 8, 7};
    assertThat(decoded(Kind.PROTOBUF, "price.units", framed(id, secondMessage))).isEqualTo(7L);
  }

  @Test
  void jsonSchemaWithAReference() throws Exception {
    register(
        "price-" + name,
        "JSON",
        "{\"type\":\"object\",\"properties\":{\"units\":{\"type\":\"integer\"}}}");
    int id =
        register(
            "click-" + name,
            "JSON",
            "{\"type\":\"object\",\"properties\":{\"price\":{\"$ref\":\"price.json\"}}}",
            "price.json",
            "price-" + name);
    assertThat(
            decoded(
                Kind.JSON_SCHEMA,
                "price.units",
                framed(id, "{\"price\":{\"units\":7}}".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(7L);
  }

  @Test
  void anIdThatTheRegistryDoesNotKnowIsGivenUpAndNamed() throws Exception {
    Decoder decoder = decoder(Kind.AVRO, Messages.paths("a"));
    Decoded decoded = decoder.decode(Messages.of(framed(999_999, new byte[1])), new Object[1]);
    int lookups = 1;
    while (decoded instanceof NotNow && lookups < 20) {
      decoded = decoder.decode(Messages.of(framed(999_999, new byte[1])), new Object[1]);
      lookups++;
    }
    assertThat(decoded).isInstanceOf(Undecodable.class);
    assertThat(decoded.toString()).contains("unknown schema 999999");
    assertThat(lookups).isEqualTo(5);
  }

  @Test
  void theNewestSchemaOfASubject() throws Exception {
    register("latest-" + name, "AVRO", PAYMENT.formatted(""));
    RestRegistry registry = new RestRegistry(config());
    assertThat(registry.latest("latest-" + name))
        .isInstanceOfSatisfying(
            Lookup.Found.class, found -> assertThat(found.schema().text()).contains("Payment"));
    assertThat(registry.latest("none-" + name)).isInstanceOf(Lookup.Unknown.class);
  }

  /** The same twice: the registry forgets everything when it is killed, and counts from 1 again. */
  private int[] registerBoth() throws Exception {
    return new int[] {
      register("payments", "AVRO", PAYMENT.formatted("")),
      register("payments", "AVRO", PAYMENT.formatted(VERSION_2))
    };
  }

  @Test
  void anOutageCostsNoRecordAndAnUnknownIdOnlyItsOwn() throws Exception {
    REGISTRY.kill();
    REGISTRY.start();
    int[] ids = registerBoth();
    KAFKA.createTopic(name, 1);
    try (var server = new FakeIngest();
        var producer = producer()) {
      Bridge bridge = bridge(server);
      Thread thread = Thread.ofPlatform().start(bridge::run);
      try {
        send(producer, framed(ids[0], payment(1)));
        await().atMost(Duration.ofSeconds(30)).until(() -> stored(server) == 1);

        REGISTRY.kill();
        send(producer, framed(ids[0], payment(2))); // its schema is known
        send(producer, framed(ids[1], payment(3, 0)));
        send(producer, framed(ids[0], payment(4))); // behind the one that waits
        await().atMost(Duration.ofSeconds(30)).until(() -> stored(server) == 2);
        await().atMost(Duration.ofSeconds(30)).until(() -> waits() >= 6);
        assertThat(stored(server)).isEqualTo(2);
        assertThat(committed()).isLessThanOrEqualTo(2);
        assertThat(deadLetters()).isZero();

        REGISTRY.start();
        assertThat(registerBoth()).containsExactly(ids);
        await().atMost(Duration.ofSeconds(60)).until(() -> stored(server) == 4);
        send(producer, framed(999_999, payment(5)));
        send(producer, framed(ids[0], payment(6)));
        await().atMost(Duration.ofSeconds(30)).until(() -> committed() == 6);
        assertThat(stored(server)).isEqualTo(5);
        assertThat(deadLetters()).isEqualTo(1);
      } finally {
        bridge.stop();
        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
      }
    }
  }

  private Bridge bridge(FakeIngest server) throws Exception {
    try (var free = new ServerSocket(0)) {
      adminPort = free.getLocalPort();
    }
    Path file = folder.resolve("bridge.yaml");
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: "%s", group.id: "%s"}
        schema_registry: {url: "%s", timeout: 2s}
        ingest: {url: "%s", workspace: prod, api_key: key, protocol: http/1.1}
        dead_letters: {topic: "dead-%s"}
        admin: {host: 127.0.0.1, port: %d}
        topics:
          - topic: "%s"
            format: avro
            routes:
              - push_source: payments
                fields: {user_id: user, amount: amount, at: at}
        """
            .formatted(
                KAFKA.bootstrapServers(),
                name,
                REGISTRY.url(),
                server.url(),
                name,
                adminPort,
                name));
    var problems = new Problems();
    var bridge = new Bridge(new BridgeConfigFile(problems, _ -> null).read(file));
    assertThat(problems.list()).isEmpty();
    return bridge;
  }

  private static int stored(FakeIngest server) {
    return new HashSet<>(server.sequences()).size();
  }

  private double waits() throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/metrics"));
    return HTTP.send(request.build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("freshet_bridge_schema_waits_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private long committed() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      return admin
          .listConsumerGroupOffsets(name)
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(offset -> offset == null ? 0 : offset.offset())
          .sum();
    }
  }

  private long deadLetters() throws Exception {
    var partition = new TopicPartition("dead-" + name, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void send(KafkaProducer<byte[], byte[]> producer, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(name, value)).get();
  }

  private static byte[] payment(int amount, int... extra) throws Exception {
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeString("u" + amount);
    encoder.writeLong(amount);
    encoder.writeLong(System.currentTimeMillis());
    for (int number : extra) {
      encoder.writeInt(number);
    }
    encoder.flush();
    return out.toByteArray();
  }

  private static byte[] framed(int id, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  private static Object decoded(Kind kind, String path, byte[] value) throws Exception {
    Object[] slots = new Object[1];
    assertThat(decoder(kind, Messages.paths(path)).decode(Messages.of(value), slots))
        .isInstanceOf(Event.class);
    return slots[0];
  }

  private static Decoder decoder(Kind kind, Projection projection) throws Exception {
    var decoding =
        new DecodingConfig(
            new Registered(kind), Envelope.NONE, Optional.empty(), new Place("test", 1, "format"));
    return new Formats(new CachedRegistry(new RestRegistry(config()), InstantSource.system()))
        .open(decoding, new Problems())
        .values()
        .apply(projection);
  }

  private static RegistryConfig config() {
    return new RegistryConfig(
        List.of(URI.create(REGISTRY.url())),
        new RegistryConfig.Credentials.Anonymous(),
        TlsConfig.standard(),
        Duration.ofSeconds(10));
  }

  /** Registers a schema, with a reference by name and subject if there is one; returns its id. */
  private static int register(String subject, String type, String schema, String... reference)
      throws Exception {
    var body = JSON.createObjectNode().put("schemaType", type).put("schema", schema);
    if (reference.length > 0) {
      body.putArray("references")
          .addObject()
          .put("name", reference[0])
          .put("subject", reference[1])
          .put("version", 1);
    }
    var request =
        HttpRequest.newBuilder(URI.create(REGISTRY.url() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    String answer = HTTP.send(request, BodyHandlers.ofString()).body();
    assertThat(answer).contains("\"id\"");
    return JSON.readTree(answer).get("id").asInt();
  }
}
