package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.bridge.map.MappingCompiler;
import io.freshet.bridge.map.TopicShape;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README and examples show is what the programs take. */
class SamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("freshet.root"));
  private static final Path SAMPLES = ROOT.resolve("examples/quickstart");

  @TempDir private Path folder;
  private final Problems problems = new Problems();

  @Test
  void theQuickstartsMappingFitsItsSchemas() {
    BridgeConfig config =
        new BridgeConfigFile(problems, _ -> "key").read(SAMPLES.resolve("bridge.yaml"));
    new MappingCompiler(sources(), _ -> TopicShape.unknown(), problems).compile(config.topics());
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void theReadmeShowsTheQuickstartsMapping() throws IOException {
    String sample =
        Files.readString(SAMPLES.resolve("bridge.yaml"))
            .lines()
            .dropWhile(line -> line.startsWith("#"))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains(sample);
  }

  @Test
  void everyMappingInTheReferenceCompiles() throws IOException {
    List<String> blocks = blocks();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
    for (String block : blocks.stream().filter(text -> text.startsWith("topics:")).toList()) {
      Path file = folder.resolve("bridge.yaml");
      String head =
          Files.readString(SAMPLES.resolve("bridge.yaml"))
              .lines()
              .takeWhile(line -> !line.startsWith("topics:"))
              .collect(Collectors.joining("\n"));
      Files.writeString(file, head + "\n" + block);
      BridgeConfig config = new BridgeConfigFile(problems, _ -> "key").read(file);
      new MappingCompiler(sources(), _ -> TopicShape.unknown(), problems).compile(config.topics());
      assertThat(problems.list()).isEmpty();
    }
  }

  @Test
  void everyPropertyInTheKafkaReferenceIsOneOfTheClients() throws IOException {
    String sample = Files.readString(SAMPLES.resolve("bridge.yaml"));
    String rest = sample.substring(sample.indexOf("\ningest:"));
    List<String> blocks = blocks("KAFKA.md");
    assertThat(blocks).hasSize(2);
    for (String block : blocks) {
      Path file = Files.writeString(folder.resolve("bridge.yaml"), block + rest);
      BridgeConfig config = new BridgeConfigFile(problems, _ -> "word").read(file);
      assertThat(problems.list()).isEmpty();
      assertThat(ConsumerConfig.configNames()).containsAll(config.kafka().keySet());
    }
    assertThat(
            Pattern.compile("`((?:sasl|ssl)\\.[a-z.]+)").matcher(reference("KAFKA.md")).results())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(ConsumerConfig.configNames()).contains(name.group(1)));
  }

  @Test
  void theMappingTestsInTheReferencePass() throws IOException {
    String tests =
        blocks().stream().filter(text -> text.startsWith("tests:")).collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("tests.yaml"), tests);
    assertThat(
            BridgeMain.commandLine()
                .execute(
                    "test",
                    "--config",
                    SAMPLES.resolve("bridge.yaml").toString(),
                    "--schemas",
                    SAMPLES.resolve("schemas").toString(),
                    file.toString()))
        .isZero();
  }

  private static String reference(String name) throws IOException {
    return Files.readString(ROOT.resolve("bridge").resolve(name));
  }

  private static List<String> blocks() throws IOException {
    return blocks("README.md");
  }

  private static List<String> blocks(String reference) throws IOException {
    return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
        .matcher(reference(reference))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private Map<String, PushSource> sources() {
    return SchemaDirectory.read(SAMPLES.resolve("schemas"), problems).sources("prod").stream()
        .collect(Collectors.toMap(PushSource::name, source -> source));
  }
}
