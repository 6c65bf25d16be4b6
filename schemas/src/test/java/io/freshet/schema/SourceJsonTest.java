package io.freshet.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceJsonTest {

  @Property(tries = 500)
  void anyPushSourceReadsBackAsTheSame(@ForAll("sources") PushSource source) throws IOException {
    assertThat(SourceJson.read(SourceJson.write(source))).isEqualTo(source);
  }

  /** JSON is YAML, and the names are the file's: without what the server adds, it is a file. */
  @Property(tries = 100)
  void itIsASchemaFileAgain(@ForAll("sources") PushSource source) throws IOException {
    String json = new String(SourceJson.write(source), StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory("source-json");
    Path file = folder.resolve("source.yaml");
    try {
      Files.writeString(file, json.replaceFirst("\"id\":\"\\w+\",\"version\":\"\\w+\",", ""));
      var problems = new Problems();
      assertThat(SchemaDirectory.read(folder, problems).source("prod", "transactions"))
          .as(problems::toString)
          .contains(source);
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  @Property(tries = 200)
  void theVersionTellsAnyTwoApart(
      @ForAll("sources") PushSource one, @ForAll("sources") PushSource other) {
    assertThat(SourceJson.version(one).equals(SourceJson.version(other)))
        .isEqualTo(one.equals(other));
  }

  @Provide
  Arbitrary<PushSource> sources() {
    return PushSources.any();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | expected start object",
        "{} | must be there",
        "{\"workspace\":1} | expected value string at line 1",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"text\"}]} | unknown type",
        "{\"timestamp\":{\"max_age\":\"old\"}} | expected a duration such as 30d",
        "{\"workspace\":\"w\",\"push_source\":\"s\",\"timestamp\":{\"field\":\"t\"},\"fields\":[{\"name\":\"a\",\"type\":\"bool\"}]} | no field is named t"
      })
  void whatIsNoPushSourceIsAnErrorThatSaysWhy(String json, String message) {
    assertThatThrownBy(() -> SourceJson.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}
