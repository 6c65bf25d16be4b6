package io.freshet.schema.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schema.ArrayType;
import io.freshet.schema.Catalogue;
import io.freshet.schema.FeatureView;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.SourceJson;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDirectoryTest {
  private static final String GOOD =
      """
      workspace: prod
      push_source: transactions
      description: Card transactions, one record per authorisation
      timestamp: {field: event_time, max_future: 5m, max_age: 1825d}
      unknown_fields: reject            # reject (default) | ignore
      fields:
        - {name: user_id,    type: string,    required: true}
        - {name: amount,     type: float64,   required: true}
        - {name: currency,   type: string}
        - {name: tags,       type: array<string>}
        - {name: event_time, type: timestamp, required: true}
      feature_views:
        - name: user_last_transaction
          entity: [user_id]
          features: [amount, currency]
          ttl: 30d
          history: {retention: 90d}
      """;

  @TempDir private Path folder;
  private final Problems problems = new Problems();

  @Test
  void readsTheDesignsOwnSample() throws IOException {
    PushSource source = read(GOOD).source("prod", "transactions").orElseThrow();
    assertThat(problems.list()).isEmpty();
    assertThat(source.fields().names())
        .containsExactly("user_id", "amount", "currency", "tags", "event_time");
    assertThat(source.fields().at(3).type()).isEqualTo(new ArrayType(ScalarType.STRING));
    assertThat(source.timestampPosition()).isEqualTo(4);
    assertThat(source.featureViews())
        .containsExactly(
            new FeatureView(
                "user_last_transaction",
                List.of("user_id"),
                List.of("amount", "currency"),
                Optional.of(Duration.ofDays(30)),
                new History.For(Duration.ofDays(90))));
  }

  @Test
  void itsJsonReadsBackAsTheSame() throws IOException {
    PushSource source = read(GOOD).source("prod", "transactions").orElseThrow();
    assertThat(SourceJson.read(SourceJson.write(source))).isEqualTo(source);
  }

  @Test
  void aChangeChangesTheVersionAndNotTheId() throws IOException {
    PushSource before = read(GOOD).source("prod", "transactions").orElseThrow();
    PushSource after =
        read(GOOD.replace("ttl: 30d", "ttl: 31d")).source("prod", "transactions").orElseThrow();
    assertThat(SourceJson.version(after)).isNotEqualTo(SourceJson.version(before));
    assertThat(SourceJson.id("prod", "transactions")).hasSize(16);
  }

  @Test
  void featuresAreByDefaultEveryFieldThatIsNeitherEntityNorTimestamp() throws IOException {
    Catalogue catalogue = read(GOOD.replace("    features: [amount, currency]\n", ""));
    assertThat(catalogue.view("prod", "user_last_transaction").orElseThrow().view().features())
        .containsExactly("amount", "currency", "tags");
  }

  @Test
  void historyMayBeOff() throws IOException {
    Catalogue catalogue = read(GOOD.replace("history: {retention: 90d}", "history: false"));
    assertThat(catalogue.view("prod", "user_last_transaction").orElseThrow().view().history())
        .isEqualTo(new History.None());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workspace: prod | workspace: 9prod | workspace: is not a name",
        "push_source: transactions | push_sorce: transactions | push_sorce: unknown key (did you mean push_source?)",
        "type: float64 | type: flaot64 | fields[1].type: unknown type (did you mean float64?)",
        "field: event_time | field: event_tim | timestamp.field: no field is named event_tim (did you mean event_time?)",
        "field: event_time | field: user_id | user_id must be a required field of type timestamp",
        "entity: [user_id] | entity: [amount] | amount must be a required field of a scalar type",
        "entity: [user_id] | entity: [currency] | currency must be a required field",
        "entity: [user_id] | entity: [] | at least one field must identify the rows",
        "entity: [user_id] | entity: [user_id, user_id] | names a field twice",
        "[amount, currency] | [amount, currrency] | no field is named currrency (did you mean currency?)",
        "name: currency | name: amount | another field has this name already",
        "name: currency | name: pk | is a key of the tables",
        "ttl: 30d | ttl: soon | feature_views[0].ttl: expected a duration",
        "history: {retention: 90d} | history: true | expected {retention: 90d} or false",
        "unknown_fields: reject | unknown_fields: drop | expected one of ignore, reject"
      })
  void saysWhatIsWrongAndWhere(String good, String bad, String expected) throws IOException {
    read(GOOD.replace(good, bad));
    assertThat(problems.toString()).contains(expected).contains("source.yaml:");
  }

  @Test
  void reportsTheProblemsOfAllFilesAtOnce() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), GOOD.replace("type: float64", "type: double"));
    Files.writeString(folder.resolve("b.yaml"), GOOD.replace("ttl: 30d", "tll: 30d"));
    SchemaDirectory.read(folder, problems);
    assertThat(problems.toString()).contains("a.yaml:8").contains("b.yaml:16");
  }

  @Test
  void namesAreUniqueInAWorkspace() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), GOOD);
    Files.writeString(folder.resolve("b.yaml"), GOOD);
    SchemaDirectory.read(folder, problems);
    assertThat(problems.toString())
        .contains("b.yaml:2: push_source: is registered already in this workspace")
        .contains("user_last_transaction: a view of that name exists already");
  }

  @Test
  void aDirectoryWithoutSchemasIsAProblem() {
    SchemaDirectory.read(folder, problems);
    SchemaDirectory.read(folder.resolve("nowhere"), problems);
    assertThat(problems.toString()).contains("holds no schema file", "no such directory");
  }

  private Catalogue read(String yaml) throws IOException {
    Files.writeString(folder.resolve("source.yaml"), yaml);
    return SchemaDirectory.read(folder, problems);
  }
}
