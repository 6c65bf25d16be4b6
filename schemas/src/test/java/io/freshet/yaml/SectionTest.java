package io.freshet.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
  @TempDir private Path folder;
  private final Problems problems = new Problems();

  @Test
  void readsEveryKindOfValue() throws IOException {
    Section root =
        read(
            """
            text: hello
            flag: true
            number: 42
            ratio: 0.5
            wait: 250ms
            size: 32MiB
            list: [a, b]
            inner: {key: value}
            items: [{n: 1}, {n: 2}]
            """);
    assertThat(root.text("text")).contains("hello");
    assertThat(root.bool("flag")).contains(true);
    assertThat(root.integer("number", 0, 100)).contains(42L);
    assertThat(root.number("ratio", 0, 1)).contains(0.5);
    assertThat(root.duration("wait")).contains(Duration.ofMillis(250));
    assertThat(root.bytes("size")).contains(32L << 20);
    assertThat(root.texts("list")).containsExactly("a", "b");
    assertThat(root.section("inner").text("key")).contains("value");
    assertThat(root.sections("items")).hasSize(2);
    assertThat(root.sections("items").get(1).path()).isEqualTo("items[1]");
    root.done();
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void reportsEveryProblemAtOnceWithLineAndPath() throws IOException {
    Section root =
        read(
            """
            port: eighty
            wait: 5 seconds
            inner:
              colour: blue
            """);
    root.integer("port", 0, 65_535);
    root.duration("wait");
    Section inner = root.section("inner");
    inner.choice("color", Set.of("blue"));
    inner.done();
    root.requiredText("name");
    root.done();
    assertThat(problems.toString())
        .contains("file.yaml:1: port: expected a whole number, got text")
        .contains("file.yaml:2: wait: expected a duration such as 250ms")
        .contains("file.yaml:4: inner.colour: unknown key (did you mean color?)")
        .contains("file.yaml: name: is missing");
    assertThat(problems.list()).hasSize(4);
  }

  @Test
  void aDuplicateKeyIsAProblemThatNamesTheFirst() throws IOException {
    read("a: 1\nb: 2\na: 3\n");
    assertThat(problems.toString()).endsWith("file.yaml:3: a: duplicate key (first on line 1)");
  }

  @Test
  void anotherWordIsAProblemWithTheNearestOne() throws IOException {
    read("mode: rejct").choice("mode", Set.of("reject", "ignore"));
    assertThat(problems.toString()).contains("expected one of ignore, reject", "mean reject?");
  }

  @Test
  void valuesNeverAppearInMessages() throws IOException {
    Section root = read("api_key: [hunter2]\nport: hunter2\nmode: hunter2\nextra: hunter2\n");
    root.text("api_key");
    root.integer("port", 0, 1);
    root.choice("mode", Set.of("a"));
    root.done();
    assertThat(problems.list()).hasSize(4);
    assertThat(problems.toString()).doesNotContain("hunter2");
  }

  @Test
  void aNumberOutsideItsRangeIsAProblem() throws IOException {
    assertThat(read("port: 70000").integer("port", 0, 65_535)).isEmpty();
    assertThat(problems.toString()).contains("must be between 0 and 65535");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment",
        "a: [",
        "a: b: c",
        "\tkey: 1",
        "- a\n- b",
        "just text",
        "42",
        "a: 1\n---\nb: 2",
        "? [x]\n: 1",
        "a: *unknown",
        "{a: 1",
        "a: \"open",
        "!!java.net.URL [x]"
      })
  void aMalformedFileIsOneClearProblem(String yaml) throws IOException {
    read(yaml);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.toString()).contains("file.yaml");
  }

  @Test
  void whatCannotBeReadIsAProblem() throws IOException {
    Section.read(folder.resolve("missing.yaml"), problems);
    Section.read(folder, problems);
    Files.write(folder.resolve("latin1.yaml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));
    Section.read(folder.resolve("latin1.yaml"), problems);
    Files.writeString(folder.resolve("huge.yaml"), "a".repeat(2_000_000));
    Section.read(folder.resolve("huge.yaml"), problems);
    assertThat(problems.list())
        .extracting(Problem::message)
        .containsExactly(
            "no such file", "is a directory", "is not UTF-8 text", "is larger than 1 MiB");
  }

  @Test
  void aFileThatCannotBeReadMissesNothingElse() {
    Section root = Section.read(folder.resolve("missing.yaml"), problems);
    root.requiredText("name");
    root.section("server").requiredText("host");
    root.problem("", "name one of two things");
    assertThat(problems.list()).hasSize(1);
  }

  @Test
  void aProblemOfTheWholeFileHasNoPath() throws IOException {
    read("a: 1").problem("", "needs more");
    assertThat(problems.toString()).endsWith("file.yaml: needs more");
  }

  @Test
  void aBombOfAliasesDoesNotExplode() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    read(bomb.toString()).texts("a59");
    assertThat(problems.list()).isNotEmpty();
  }

  @Property(tries = 300)
  void anyTextIsReadOrIsAProblem(@ForAll String text) throws IOException {
    Path file = Files.createTempFile("section", ".yaml");
    try {
      Files.writeString(file, text.replaceAll("\\p{Cs}", ""));
      var found = new Problems();
      Section root = Section.read(file, found);
      assertThat(root.keys().isEmpty() && found.isEmpty()).as("silent").isFalse();
    } finally {
      Files.delete(file);
    }
  }

  private Section read(String yaml) throws IOException {
    Path file = folder.resolve("file.yaml");
    Files.writeString(file, yaml);
    return Section.read(file, problems);
  }
}
