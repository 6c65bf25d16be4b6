package io.freshet.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference of ingest.yaml in ingest-api/README.md, read as the program reads it. */
class ReferenceTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String NEEDED =
      """
      schemas: {directory: schemas/}
      auth: {keys_file: keys.yaml}
      store: {in_memory: {}}
      """;

  @TempDir private Path folder;

  @Test
  void everyKeyExistsAndTheDefaultsAreTheProgramsOwn() throws IOException {
    var problems = new Problems();
    IngestConfig written = read(blocks().getFirst(), problems);
    IngestConfig defaults = read(NEEDED, problems);
    assertThat(problems.list()).isEmpty();
    assertThat(written.listen()).isEqualTo(defaults.listen());
    assertThat(written.limits()).isEqualTo(defaults.limits());
    assertThat(written.schemas()).isEqualTo(defaults.schemas());
    assertThat(written.auth()).isEqualTo(defaults.auth());
  }

  @Test
  void theKeysOfTlsExist() throws IOException {
    var problems = new Problems();
    read(blocks().getLast() + NEEDED, problems);
    assertThat(problems.list())
        .extracting(Problem::message)
        .isNotEmpty()
        .doesNotContain("unknown key");
  }

  private IngestConfig read(String yaml, Problems problems) throws IOException {
    Path file = Files.writeString(folder.resolve("ingest.yaml"), yaml);
    return IngestConfig.read(file, problems);
  }

  private static List<String> blocks() throws IOException {
    Path readme = Path.of(System.getProperty("freshet.root"), "ingest-api", "README.md");
    return YAML.matcher(Files.readString(readme))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
