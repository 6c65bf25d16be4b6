package io.freshet.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            new DeliveryConfig(256, Duration.ofMillis(5), 32L << 20, Duration.ofSeconds(10)));
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
        "format: json | format: jsno | topics[0].format: expected one of json (did you mean json?)",
        "unit: ms | unit: millis | expected one of ms, ns, s, us",
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
