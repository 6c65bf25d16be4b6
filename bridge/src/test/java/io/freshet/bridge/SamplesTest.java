package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.bridge.map.MappingCompiler;
import io.freshet.schema.Catalogue;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What README and examples show is what the programs take. */
class SamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("freshet.root"));
  private static final Path SAMPLES = ROOT.resolve("examples/quickstart");
  private final Problems problems = new Problems();

  @Test
  void theQuickstartsMappingFitsItsSchemas() {
    BridgeConfig config =
        new BridgeConfigFile(problems, _ -> "key").read(SAMPLES.resolve("bridge.yaml"));
    Catalogue catalogue = SchemaDirectory.read(SAMPLES.resolve("schemas"), problems);
    Map<String, PushSource> sources =
        catalogue.sources("prod").stream().collect(Collectors.toMap(PushSource::name, s -> s));
    new MappingCompiler(sources, problems).compile(config.topics());
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
}
