package io.freshet.schema.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.freshet.schema.PushSource;
import io.freshet.schema.PushSources;
import io.freshet.schema.SourceJson;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class EditorSchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(EditorSchema.text(), InputFormat.JSON);
  private static final String GOOD =
      """
      workspace: prod
      push_source: transactions
      description: Card transactions
      timestamp: {field: event_time, max_future: 5m, max_age: 1825d}
      unknown_fields: reject
      fields:
        - {name: user_id, type: string, required: true}
        - {name: tags, type: 'map<string, array<int64>>'}
        - {name: event_time, type: timestamp, required: true}
      feature_views:
        - name: latest
          entity: [user_id]
          features: [tags]
          ttl: 30d
          history: {retention: 90d}
      """;

  @TempDir private Path folder;

  @Test
  void theSampleFilesAreValidAndNameTheSchema() throws IOException {
    Path root = Path.of(System.getProperty("freshet.root"));
    Path samples = root.resolve("examples/quickstart/schemas");
    List<Path> files = new SchemaTree(samples).files(new Problems());
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String yaml = Files.readString(file);
      assertThat(errors(yaml)).as(file.toString()).isEmpty();
      String hint = "# yaml-language-server: $schema=";
      assertThat(yaml).startsWith(hint);
      String named = yaml.lines().findFirst().orElseThrow().substring(hint.length());
      assertThat(file.resolveSibling(named)).hasContent(EditorSchema.text());
    }
    assertThat(errors(GOOD)).isEmpty();
  }

  /** Of every kind of structural mistake: the parser rejects it, and so does the editor. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "workspace: prod | workspace: 9prod",
        "workspace: prod | workspace: 9",
        "workspace: prod\\n | ``",
        "push_source: | push_sorce:",
        "description: Card transactions | description: [Card]",
        "timestamp: {field: event_time, | timestamp: {",
        "max_future: 5m | max_future: 5 minutes",
        "max_age: 1825d | max_age: 0d",
        "max_age: 1825d | max_age: 1825",
        "max_age: | max_ages:",
        "unknown_fields: reject | unknown_fields: drop",
        "name: tags | name: pk",
        "name: tags | name: a-b",
        "name: tags, | ``",
        "type: string, | ``",
        "type: string | type: text",
        "map<string, | map<int64,",
        "array<int64> | array<integer>",
        "required: true | required: yes",
        "required: true | mandatory: true",
        "entity: [user_id] | entity: []",
        "entity: [user_id] | entity: user_id",
        "entity: [user_id] | entity: [user_id, user_id]",
        "features: [tags] | features: [tags, tags]",
        "features: [tags] | features: {tags: true}",
        "ttl: 30d | ttl: soon",
        "ttl: 30d | ttl: 0s",
        "{retention: 90d} | true",
        "{retention: 90d} | for ever",
        "{retention: 90d} | {retain: 90d}",
        "fields: | field:",
        "feature_views: | views:"
      })
  void rejectsWhatTheParserRejects(String good, String bad) throws IOException {
    String yaml = GOOD.replace(good.replace("\\n", "\n"), bad == null ? "" : bad);
    assertThat(yaml).isNotEqualTo(GOOD);
    assertThat(errors(yaml)).as("the editor").isNotEmpty();
    assertThat(problems(yaml)).as("the parser").isNotEmpty();
  }

  @Test
  void sixViewsAreTooMany() throws IOException {
    var more = new StringBuilder(GOOD);
    for (int i = 2; i <= 5; i++) {
      more.append("  - {name: v%d, entity: [user_id]}\n".formatted(i));
    }
    assertThat(errors(more.toString())).isEmpty();
    assertThat(problems(more.toString())).isEmpty();
    more.append("  - {name: v6, entity: [user_id]}\n");
    assertThat(errors(more.toString())).isNotEmpty();
    assertThat(problems(more.toString())).isNotEmpty();
  }

  @Property(tries = 100)
  void acceptsEveryPushSourceThatCanBe(@ForAll("sources") PushSource source) throws IOException {
    String json = new String(SourceJson.write(source), StandardCharsets.UTF_8);
    String file = json.replaceFirst("\"id\":\"\\w+\",\"version\":\"\\w+\",", "");
    assertThat(SCHEMA.validate(file, InputFormat.JSON)).isEmpty();
  }

  @Provide
  Arbitrary<PushSource> sources() {
    return PushSources.any();
  }

  private static List<Error> errors(String yaml) throws IOException {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(new ObjectMapper().writeValueAsString(read), InputFormat.JSON);
  }

  private String problems(String yaml) throws IOException {
    Files.writeString(folder.resolve("source.yaml"), yaml);
    var problems = new Problems();
    SchemaDirectory.read(folder, problems);
    return problems.toString();
  }
}
