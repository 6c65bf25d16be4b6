package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A look at a live topic that leaves no trace. */
class PreviewIT {
  private static final EmbeddedKafka KAFKA = EmbeddedServers.kafka();
  private static final Path SAMPLES =
      Path.of(System.getProperty("freshet.root")).resolve("examples/quickstart");

  @TempDir private Path folder;
  private final String topic = "preview-" + UUID.randomUUID();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;

  @BeforeEach
  void produce() throws Exception {
    KAFKA.createTopic(topic, 1);
    config =
        Files.writeString(
            folder.resolve("bridge.yaml"),
            Files.readString(SAMPLES.resolve("bridge.yaml"))
                .replace("localhost:9092", KAFKA.bootstrapServers())
                .replace("group.id: freshet-quickstart", "group.id: " + topic)
                .replace("topic: payments.v1", "topic: " + topic));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 20; i++) {
        byte[] event =
            """
            {"occurred_at":%d,"user":{"id":"u%d"},"payment":{"transaction_id":"t","amount":%s}}
            """
                .formatted(1_764_000_000_000L + i, i, i == 18 ? "\"much\"" : i)
                .getBytes(StandardCharsets.UTF_8);
        producer
            .send(
                new ProducerRecord<>(
                    topic, 0, 1_764_000_000_000L + i, null, i == 19 ? null : event))
            .get();
      }
    }
  }

  @Test
  void showsTheLastMessagesAndWhatBecomesOfEach() throws Exception {
    List<JsonNode> seen = preview("--from", "-3", "--json");
    assertThat(seen)
        .extracting(message -> message.get("offset").asLong())
        .containsExactly(17L, 18L, 19L);
    assertThat(seen)
        .extracting(message -> message.get("result").asText())
        .containsExactly("pushed", "rejected", "skipped");
    JsonNode pushed = seen.getFirst().get("records").get(0);
    assertThat(pushed.get("push_source").asText()).isEqualTo("transactions");
    assertThat(pushed.get("element").get("record").get("user_id").asText()).isEqualTo("u17");
    assertThat(pushed.get("element").get("sequence").asLong()).isEqualTo(17);
    assertThat(seen.get(1).get("field").asText()).isEqualTo("amount");
  }

  @Test
  void beginsWhereItIsToldAndStopsAfterSoMany() throws Exception {
    assertThat(preview("--from", "earliest", "--max", "2", "--json")).hasSize(2);
    assertThat(preview("--from", "latest", "--json")).isEmpty();
    assertThat(
            preview("--from", "2025-11-24T16:00:00.015Z", "--json")
                .getFirst()
                .get("offset")
                .asLong())
        .isEqualTo(15);
    assertThat(preview("--from", "earliest", "--follow", "--max", "20", "--json")).hasSize(20);
  }

  @Test
  void leavesNoGroupBehind() throws Exception {
    preview("--from", "earliest", "--json");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      assertThat(admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get())
          .isEmpty();
      assertThat(admin.listGroups().all().get()).noneMatch(group -> group.groupId().equals(topic));
      assertThat(admin.listTopics().names().get()).doesNotContain("freshet.dead-letters");
    }
  }

  @Test
  void readsWellForAPerson() throws Exception {
    assertThat(call("--from", "-3")).isZero();
    assertThat(out.toString())
        .contains(topic + "/0 offset 17, 2025-11-24T16:00:00.017000Z")
        .contains("  transactions <- {\"record\":{\"user_id\":\"u17\",")
        .contains("  dead letter: map TYPE_MISMATCH amount: expected float64, got a string")
        .endsWith("  skipped" + System.lineSeparator());
  }

  @Test
  void saysThatATopicIsNotThere() {
    assertThat(call("--topic", "nowhere")).isEqualTo(3);
    assertThat(err.toString()).contains("the broker has no topic of the configuration");
    assertThat(call("--from", "yesterday")).isEqualTo(2);
  }

  private List<JsonNode> preview(String... options) throws Exception {
    out.getBuffer().setLength(0);
    assertThat(call(options)).isZero();
    List<JsonNode> messages = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      messages.add(new ObjectMapper().readTree(line));
    }
    return messages;
  }

  private int call(String... options) {
    List<String> arguments = new ArrayList<>(List.of("preview", "--config", config.toString()));
    arguments.addAll(List.of("--schemas", SAMPLES.resolve("schemas").toString()));
    arguments.addAll(List.of(options));
    CommandLine command = BridgeMain.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
