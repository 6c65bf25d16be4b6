package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedRegistry;
import io.freshet.embedded.EmbeddedServers;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** init, lint, preview and test against a real registry and a real broker. */
class LiveCommandsIT {
  private static final EmbeddedKafka KAFKA = EmbeddedServers.kafka();
  private static final EmbeddedRegistry REGISTRY = EmbeddedServers.registry();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AVRO =
      """
      {"type": "record", "name": "Payment", "fields": [
        {"name": "userId", "type": "string"}, {"name": "amount", "type": ["null", "long"]},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
      """;
  private static final String PROTOBUF =
      """
      syntax = "proto3"; import "google/protobuf/timestamp.proto";
      message Payment { string user_id = 1; int64 amount = 2; google.protobuf.Timestamp at = 3; }
      """;
  private static final String JSON_SCHEMA =
      """
      {"type": "object", "properties": {"user_id": {"type": "string"}, "amount": {"type": "integer"},
        "at": {"type": "string", "format": "date-time"}}}
      """;

  @TempDir private Path folder;
  private final String topic = "live-" + UUID.randomUUID();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private FakeIngest server;

  @BeforeEach
  void start() throws Exception {
    server = new FakeIngest();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"AVRO, avro, userId", "PROTOBUF, protobuf, user_id", "JSON, json_schema, user_id"})
  void lintAcceptsWhatInitProposesForASubject(String type, String format, String user)
      throws Exception {
    register(
        topic + "-value",
        type,
        switch (type) {
          case "AVRO" -> AVRO;
          case "PROTOBUF" -> PROTOBUF;
          default -> JSON_SCHEMA;
        });
    Path config =
        Files.writeString(
            folder.resolve("bridge.yaml"),
            head()
                + """
                  - topic: other
                    routes: [{push_source: payments, fields: {user_id: u, at: $timestamp}}]
                """);
    assertThat(
            call(
                "init",
                "--topic",
                topic,
                "--push-source",
                "payments",
                "--subject",
                topic + "-value",
                "--config",
                config.toString()))
        .as("%s", err)
        .isZero();
    String proposed = out.toString();
    assertThat(proposed)
        .contains("format: " + format, "user_id: " + user, "amount: amount", "at: at")
        .doesNotContain("a guess");

    Path whole = Files.writeString(folder.resolve("whole.yaml"), head() + proposed);
    assertThat(call("lint", "--config", whole.toString())).as("%s", err).isZero();
    assertThat(out.toString()).contains("1 topic(s), 1 route(s), 3 field(s)");
    assertThat(err.toString()).isEmpty();

    if (!type.equals("JSON")) { // whose schema leaves open what else there is
      Files.writeString(whole, head() + proposed.replace("amount: amount", "amount: amuont"));
      assertThat(call("lint", "--config", whole.toString())).isEqualTo(1);
      assertThat(err.toString()).contains("whole.yaml:").contains("did you mean amount?");
    }
  }

  @Test
  void previewReadsAvroEventsAndAvroKeys() throws Exception {
    int value = register(topic + "-value", "AVRO", AVRO);
    int key = register(topic + "-key", "AVRO", "\"string\"");
    KAFKA.createTopic(topic, 1);
    send(framed(key, encoder -> encoder.writeString("u1")), framed(value, LiveCommandsIT::payment));
    send(framed(key, encoder -> encoder.writeString("u1")), null);
    send(new byte[] {1}, framed(value, LiveCommandsIT::payment));
    send(
        framed(key, encoder -> encoder.writeString("u1")),
        framed(999_999, LiveCommandsIT::payment));
    Path config =
        Files.writeString(
            folder.resolve("bridge.yaml"),
            head()
                + """
                  - topic: %s
                    format: avro
                    key_format: avro
                    on_tombstone: delete
                    routes: [{push_source: payments, fields: {user_id: $key, amount: amount, at: at}}]
                """
                    .formatted(topic));
    assertThat(call("lint", "--config", config.toString())).as("%s", err).isZero();
    assertThat(call("preview", "--config", config.toString(), "--json")).as("%s", err).isZero();
    List<JsonNode> seen = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      seen.add(JSON.readTree(line));
    }
    assertThat(seen)
        .extracting(message -> message.get("result").asText())
        .containsExactly("pushed", "pushed", "rejected", "rejected");
    assertThat(seen.getFirst().at("/records/0/element/record").toString())
        .isEqualTo("{\"user_id\":\"u1\",\"amount\":7,\"at\":\"2026-01-04T00:25:06.000000Z\"}");
    assertThat(seen.get(1).at("/records/0/element/delete").asBoolean()).isTrue();
    assertThat(seen.get(1).at("/records/0/element/record/user_id").asText()).isEqualTo("u1");
    assertThat(seen.get(2).get("message").asText()).startsWith("the key: ");
    assertThat(seen.get(3).get("message").asText()).contains("999999");
  }

  @Test
  void aTestsOwnBytesNameASchemaOfTheRegistry() throws Exception {
    int value = register(topic + "-value", "AVRO", AVRO);
    Path config =
        Files.writeString(
            folder.resolve("bridge.yaml"),
            head()
                + """
                  - topic: %s
                    format: avro
                    routes: [{push_source: payments, fields: {user_id: userId, amount: amount, at: at}}]
                """
                    .formatted(topic));
    Files.writeString(
        folder.resolve("bridge-test.yaml"),
        """
        tests:
          - name: bytes
            topic: %s
            event_hex: %s
            expect: {payments: {record: {user_id: u1, amount: 7, at: 2026-01-04T00:25:06Z}}}
        """
            .formatted(
                topic, java.util.HexFormat.of().formatHex(framed(value, LiveCommandsIT::payment))));
    assertThat(call("test", "--config", config.toString())).as("%s%s", out, err).isZero();
  }

  private String head() {
    return """
    kafka: {bootstrap.servers: "%s", group.id: %s}
    schema_registry: {url: "%s"}
    ingest: {url: "%s", workspace: prod, api_key: k, protocol: http/1.1}
    dead_letters: {topic: dead-%s}
    topics:
    """
        .formatted(KAFKA.bootstrapServers(), topic, REGISTRY.url(), server.url(), topic);
  }

  private static void payment(BinaryEncoder encoder) throws Exception {
    encoder.writeString("u1");
    encoder.writeIndex(1);
    encoder.writeLong(7);
    encoder.writeLong(1_767_486_306_000L);
  }

  private interface Body {
    void write(BinaryEncoder encoder) throws Exception;
  }

  private static byte[] framed(int id, Body body) throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    body.write(encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private void send(byte[] key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  private static int register(String subject, String type, String schema) throws Exception {
    String body = JSON.writeValueAsString(Map.of("schemaType", type, "schema", schema));
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(REGISTRY.url() + "/subjects/" + subject + "/versions"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body()).get("id").asInt();
    }
  }

  private int call(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return BridgeMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
