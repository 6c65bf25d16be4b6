package io.freshet.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionTest {
  @TempDir private Path folder;

  @Test
  void takesInNamesAsTheyAreAndWhatPatternsMatch() throws IOException {
    var pattern = subscription("{topic: a.b}", "{topic_pattern: 'pay(ments)?\\..*'}").pattern();
    assertThat("a.b").matches(pattern);
    assertThat("axb").doesNotMatch(pattern);
    assertThat("payments.v1").matches(pattern);
    assertThat("pay.v2").matches(pattern);
    assertThat("prepay.v2").doesNotMatch(pattern);
  }

  @Test
  void noPatternTakesInKafkasOwnTopicsOrTheDeadLetters() throws IOException {
    var pattern = subscription("{topic_pattern: '.*'}", "{topic: __named}").pattern();
    assertThat("__consumer_offsets").doesNotMatch(pattern);
    assertThat("dead.letters").doesNotMatch(pattern);
    assertThat("dead.letters.of.another").matches(pattern);
    assertThat("_mine").matches(pattern);
    assertThat("__named").matches(pattern);
  }

  private Subscription subscription(String... topics) throws IOException {
    var yaml = new StringBuilder();
    for (String topic : topics) {
      String routes = ", routes: [{push_source: p, fields: {a: a}}]}";
      yaml.append("  - ").append(topic, 0, topic.length() - 1).append(routes).append('\n');
    }
    Path file = folder.resolve("bridge.yaml");
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: "localhost:9092", group.id: g}
        ingest: {url: "http://localhost:8080", workspace: prod, api_key: k}
        dead_letters: {topic: dead.letters}
        topics:
        """
            + yaml);
    var problems = new Problems();
    BridgeConfig config = new BridgeConfigFile(problems, _ -> null).read(file);
    assertThat(problems.list()).isEmpty();
    return new Subscription(config);
  }
}
