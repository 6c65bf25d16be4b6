package io.freshet.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.yaml.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeConfigFileTest {
  private static final String GOOD =
      """
      kafka:
        bootstrap.servers: localhost:9092
        group.id: g
      ingest: {url: "http://localhost:8080", workspace: prod, api_key: "${env:KEY}", timeout: 3s}
      dead_letters: {topic: dead}
      topics:
        - topic: payments.v1
          format: json
          routes:
            - push_source: transactions
              fields:
                user_id: user.id
                at: {path: ts, unit: ms}
      """;

  @TempDir private Path folder;
  private final Problems problems = new Problems();

  @Test
  void fillsSecretsAndDefaults() throws IOException {
    BridgeConfig config = read(GOOD);
    assertThat(problems.list()).isEmpty();
    assertThat(config.group()).isEqualTo("g");
    assertThat(config.ingest().apiKey()).isEqualTo("secret");
    assertThat(config.ingest().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.delivery())
        .isEqualTo(
            new DeliveryConfig(512, Duration.ofMillis(5), 32L << 20, Duration.ofSeconds(10)));
    assertThat(config.deadLetters()).isEqualTo(new DeadLetterConfig("dead", 0.5, 1_000));
    assertThat(config.admin()).isEqualTo(new AdminConfig("0.0.0.0", 9404));
  }

  @Test
  void theKeyIsNotInWhatIsPrinted() throws IOException {
    assertThat(read(GOOD).ingest().toString()).doesNotContain("secret");
  }

  @Test
  void readsAKeyFromAFile() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "from a file\n");
    assertThat(read(GOOD.replace("${env:KEY}", "${file:" + key + "}")).ingest().apiKey())
        .isEqualTo("from a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group.id: g | group: g | kafka.group.id: is missing",
        "${env:KEY} | ${env:NOPE} | bridge.yaml:4: ingest.api_key: the environment variable NOPE is not set",
        "${env:KEY} | ${file:/nowhere} | the file /nowhere cannot be read",
        "http://localhost:8080 | localhost:8080 | ingest.url: is not an http or https URL",
        "timeout: 3s | timout: 3s | ingest.timout: unknown key (did you mean timeout?)",
        "timeout: 3s | timeout: 3 | expected a duration",
        "format: json | format: jsno | topics[0].format: expected one of avro, json, json_schema, protobuf, or the class name of a Kafka Deserializer (did you mean json?)",
        "unit: ms | unit: millis | expected one of d, ms, ns, s, us",
        "topic: dead | topics: dead | dead_letters.topic: is missing",
        "topic: payments.v1 | topic: dead | topics[0].topic: is the dead-letter topic (redrive sends dead letters back)",
        "topic: payments.v1 | topic_pattern: 'pay(' | topics[0].topic_pattern: is not a regular expression: Unclosed group",
        "topic: payments.v1 | topik: payments.v1 | topics[0].topik: unknown key (did you mean topic?)",
        "format: json | on_tombstone: delte | expected one of dead_letter, delete, fail, skip (did you mean delete?)",
        "push_source: transactions | push_source: [a] | topics[0].routes[0].push_source: expected text"
      })
  void saysWhatIsWrongAndWhere(String good, String bad, String expected) throws IOException {
    read(GOOD.replace(good, bad));
    assertThat(problems.toString()).contains(expected);
  }

  @Test
  void aDrainMustFitBetweenTwoPolls() throws IOException {
    read(GOOD + "delivery: {drain_timeout: 5m}\n");
    assertThat(problems.toString())
        .contains(
            "delivery.drain_timeout: does not fit into kafka's max.poll.interval.ms (it is 300000: set drain_timeout to 290s or less, or kafka.max.poll.interval.ms to 310000 or more)");
    read(GOOD.replace("group.id: g", "group.id: g\n  max.poll.interval.ms: 19999"));
    assertThat(problems.toString()).contains("(it is 19999: set drain_timeout to 9s or less, or");
  }

  @Test
  void aDrainThatJustFitsIsTaken() throws IOException {
    read(GOOD.replace("group.id: g", "group.id: g\n  max.poll.interval.ms: 20000"));
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void readsFormatsAndTheRegistry() throws IOException {
    String registry =
        """
        schema_registry:
          url: https://a:8081/apis/ccompat/v7, https://b
          basic_auth: {username: jane, password: "${env:KEY}"}
          tls: {ca: ca.pem, keystore: k.p12, keystore_password: "${env:KEY}"}
          timeout: 2s
        """;
    BridgeConfig config =
        read(GOOD.replace("format: json", "format: avro\n    debezium: true") + registry);
    assertThat(problems.list()).isEmpty();
    RegistryConfig read = config.schemaRegistry().orElseThrow();
    assertThat(read)
        .isEqualTo(
            new RegistryConfig(
                List.of(URI.create("https://a:8081/apis/ccompat/v7"), URI.create("https://b")),
                new RegistryConfig.Credentials.Basic("jane", "secret"),
                new TlsConfig(
                    new TlsConfig.Trust.Pem(Path.of("ca.pem")),
                    new TlsConfig.Identity.Store(Path.of("k.p12"), "secret")),
                Duration.ofSeconds(2)));
    assertThat(read.toString()).doesNotContain("secret");
    DecodingConfig decoding = config.topics().getFirst().decoding();
    assertThat(decoding.format()).isEqualTo(new FormatConfig.Registered(FormatConfig.Kind.AVRO));
    assertThat(decoding.envelope()).isEqualTo(DecodingConfig.Envelope.DEBEZIUM);
  }

  @Test
  void readsADeserializersPropertiesAndASchemaFile() throws IOException {
    BridgeConfig named =
        read(
            GOOD.replace(
                "format: json",
                "format: com.example.D\n    deserializer: {a: \"${env:KEY}\", b: 7}"));
    assertThat(named.topics().getFirst().decoding().format())
        .isEqualTo(new FormatConfig.Named("com.example.D", Map.of("a", "secret", "b", "7")));
    BridgeConfig file = read(GOOD.replace("format: json", "format: avro\n    schema_file: s.avsc"));
    assertThat(file.topics().getFirst().decoding().format())
        .isEqualTo(new FormatConfig.AvroFile(Path.of("s.avsc")));
    assertThat(problems.list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format: avro | topics[0].format: needs a schema registry",
        "schema_file: s.avsc | topics[0].schema_file: is for format: avro",
        "deserializer: {a: b} | topics[0].deserializer: is for a format that is a Deserializer class",
        "debezium: maybe | topics[0].debezium: expected true or false",
        "debezium: true, on_tombstone: dead_letter | on_tombstone: must be skip where debezium is true"
      })
  void saysWhatDoesNotGoTogether(String settings, String expected) throws IOException {
    String lines = String.join("\n    ", settings.split(", ", -1));
    read(GOOD.replace("format: json", lines));
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.toString()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: localhost:8081 | schema_registry.url: is not an http or https URL",
        "url: 'http://a,' | schema_registry.url: is not an http or https URL",
        "url: 'http://jane:secret@a' | schema_registry.url: is not an http or https URL",
        "timeout: 5s | schema_registry.url: is missing",
        "url: 'http://a', basic_auth: {username: jane} | schema_registry.basic_auth.password: is missing",
        "url: 'http://a', bearer: x, basic_auth: {username: a, password: b} | bearer: cannot be used together",
        "url: 'http://a', tls: {certificate: c} | schema_registry.tls.key: is missing",
        "url: 'http://a', tls: {ca: c, truststore: t, truststore_password: p} | truststore: cannot be used together with ca",
        "url: 'http://a', tsl: {} | schema_registry.tsl: unknown key (did you mean tls?)"
      })
  void saysWhatIsWrongWithTheRegistry(String settings, String expected) throws IOException {
    read(GOOD + "schema_registry: {" + settings + "}\n");
    assertThat(problems.toString()).contains(expected).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enable.auto.commit: true",
        "auto.offset.reset: latest",
        "isolation.level: read_uncommitted",
        "key.deserializer: X",
        "value.deserializer: X"
      })
  void whatTheGuaranteeNeedsCannotBeSet(String property) throws IOException {
    read(GOOD.replace("group.id: g", "group.id: g\n  " + property));
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.toString()).contains("cannot be set (");
  }

  @Test
  void aTopicIsListedOnce() throws IOException {
    String topic = GOOD.substring(GOOD.indexOf("  - topic"));
    read(GOOD + topic);
    assertThat(problems.toString()).contains("topics[1].topic: is listed already");
  }

  private BridgeConfig read(String yaml) throws IOException {
    Path file = folder.resolve("bridge.yaml");
    Files.writeString(file, yaml);
    return new BridgeConfigFile(problems, name -> name.equals("KEY") ? "secret" : null).read(file);
  }
}
