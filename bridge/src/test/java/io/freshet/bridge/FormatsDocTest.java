package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What FORMATS.md shows is what the bridge takes. */
class FormatsDocTest {
  private static final Path DOC = Path.of(System.getProperty("freshet.root"), "bridge/FORMATS.md");
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String AROUND =
      """
      kafka: {"bootstrap.servers": "b:9092", group.id: g}
      ingest: {url: "http://localhost:8080", workspace: prod, api_key: key}
      dead_letters: {topic: dead}
      """;

  @TempDir private Path folder;

  @Test
  void everyBlockIsAConfiguration() throws IOException {
    List<String> blocks =
        BLOCK.matcher(Files.readString(DOC)).results().map(MatchResult::group).toList();
    assertThat(blocks).hasSize(4);
    Path secret = Files.writeString(folder.resolve("secret"), "s");
    for (String block : blocks) {
      String yaml =
          block
              .replace("```yaml\n", "")
              .replace("```", "")
              .replace("/run/secrets/registry", secret.toString());
      Path file = Files.writeString(folder.resolve("bridge.yaml"), AROUND + yaml);
      var problems = new Problems();
      BridgeConfig config = new BridgeConfigFile(problems, _ -> "value").read(file);
      assertThat(problems.list()).as(block).isEmpty();
      assertThat(config.topics()).hasSize(1);
    }
  }
}
