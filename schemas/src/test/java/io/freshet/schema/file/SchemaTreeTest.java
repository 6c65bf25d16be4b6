package io.freshet.schema.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTreeTest {
  @TempDir private Path folder;
  private final Problems problems = new Problems();

  @Test
  void findsYamlFilesInFoldersAndNothingElse() throws IOException {
    write("prod/a.yaml");
    write("prod/deeper/b.yml");
    write("test/C.YAML");
    write("README.md");
    write("prod/a.yaml.bak");
    write(".git/config.yaml");
    write("prod/.a.yaml.swp.yaml");
    assertThat(found()).containsExactly("prod/a.yaml", "prod/deeper/b.yml", "test/C.YAML");
    assertThat(problems.list()).isEmpty();
  }

  /**
   * As the kubelet lays it out: names are links into ..data, a link to the folder of the moment.
   */
  @Test
  void aConfigMapMountCountsEachFileOnce() throws IOException {
    write("..2026_11_25/transactions.yaml");
    write("..2026_11_25/nested/refunds.yaml");
    link("..data", "..2026_11_25");
    link("transactions.yaml", "..data/transactions.yaml");
    link("nested", "..data/nested");
    assertThat(found()).containsExactly("nested/refunds.yaml", "transactions.yaml");
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void theDirectoryItselfMayBeALinkOrHidden() throws IOException {
    write(".real/a.yaml");
    link("link", ".real");
    assertThat(new SchemaTree(folder.resolve("link")).files(problems)).hasSize(1);
    assertThat(new SchemaTree(folder.resolve(".real")).files(problems)).hasSize(1);
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void aFileWithTwoNamesCountsOnce() throws IOException {
    write("a.yaml");
    link("b.yaml", "a.yaml");
    assertThat(found()).containsExactly("a.yaml");
  }

  @Test
  void linksToNothingAndInCirclesAreProblems() throws IOException {
    write("a.yaml");
    link("gone.yaml", "nowhere.yaml");
    link("circle", ".");
    assertThat(found()).containsExactly("a.yaml");
    assertThat(problems.toString())
        .contains("gone.yaml: is a link to nothing", "circle: is a link to a folder above it");
  }

  @Test
  void whatIsNoDirectoryOrHoldsTooMuchIsAProblem() throws IOException {
    write("a.yaml");
    new SchemaTree(folder.resolve("a.yaml")).files(problems);
    new SchemaTree(folder.resolve("nowhere")).files(problems);
    assertThat(problems.toString()).contains("is not a directory", "no such directory");
    for (int i = 0; i <= 10_000; i++) {
      Files.createFile(folder.resolve("f" + i));
    }
    new SchemaTree(folder).files(problems);
    assertThat(problems.toString()).contains("holds more than 10000 files (is it the right one?)");
  }

  private List<String> found() {
    return new SchemaTree(folder)
        .files(problems).stream().map(file -> folder.relativize(file).toString()).toList();
  }

  private void write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "content of " + name);
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
  }
}
