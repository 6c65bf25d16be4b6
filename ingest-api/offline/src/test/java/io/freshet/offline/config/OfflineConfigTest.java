package io.freshet.offline.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** offline.yaml, and the blocks of README.md read as the program reads them. */
class OfflineConfigTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, String> ENVIRONMENT = Map.of("CATALOG_CREDENTIAL", "id:secret");

  @TempDir private Path folder;

  private final Problems problems = new Problems();

  @Test
  void everyKeyOfTheReferenceExistsAndItsDefaultsAreTheProgramsOwn() throws IOException {
    OfflineConfig written = read(blocks().getFirst());
    OfflineConfig defaults =
        read("schemas: {directory: schemas}\ncatalog: {properties: {type: jdbc}}\n");

    assertThat(problems.list()).isEmpty();
    assertThat(written.dynamoDb()).isEqualTo(defaults.dynamoDb());
    assertThat(written.admin()).isEqualTo(defaults.admin());
    assertThat(written.catalog().name()).isEqualTo(defaults.catalog().name());
    assertThat(named(written.worker())).isEqualTo(named(defaults.worker()));
  }

  @Test
  void theOtherCatalogsOfTheReadmeAreRead() throws IOException {
    for (String block : blocks()) {
      read(block);
    }

    assertThat(problems.list()).isEmpty();
    assertThat(read(blocks().getLast()).catalog().properties())
        .containsEntry("credential", "id:secret");
  }

  @Test
  void everyProblemIsSaidAtOnce() throws IOException {
    read("schema: {}\ncatalog: {properties: {uri: \"${env:NOWHERE}\"}}\nworker: {unknown: drop}\n");

    assertThat(problems.list())
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("NOWHERE is not set"))
        .anyMatch(message -> message.contains("name the catalog's type"))
        .anyMatch(message -> message.contains("unknown key"))
        .anyMatch(message -> message.contains("is missing"))
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void aCatalogNeverShowsItsProperties() throws IOException {
    assertThat(read(blocks().getLast()).toString()).doesNotContain("secret");
  }

  private static OfflineConfig.Worker named(OfflineConfig.Worker worker) {
    return new OfflineConfig.Worker(
        "",
        worker.poll(),
        worker.failover(),
        worker.commits(),
        worker.fileBytes(),
        worker.unknown(),
        worker.reload());
  }

  private OfflineConfig read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("offline.yaml"), yaml);
    return new OfflineConfigFile(file, ENVIRONMENT, problems).read();
  }

  private static List<String> blocks() throws IOException {
    Path readme = Path.of(System.getProperty("freshet.root"), "ingest-api/offline/README.md");
    return YAML.matcher(Files.readString(readme))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
