package io.freshet.schema.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schema.ArrayType;
import io.freshet.schema.Catalogue;
import io.freshet.schema.FeatureView;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.SourceJson;
import io.freshet.yaml.Problem;
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
        "unknown_fields: reject | unknown_fields: drop | expected one of ignore, reject",
        "type: array<string> | type: array<strng> | fields[3].type: unknown type (did you mean array<string>?)",
        "type: array<string> | type: 'map<int64,string>' | a map's keys are strings: map<string,int64>",
        "type: array<string> | type: array<array<int64> | fields[3].type: unknown type",
        "ttl: 30d | ttl: 36501d | feature_views[0].ttl: must be between 1s and 36500d",
        "ttl: 30d | ttl: 0d | feature_views[0].ttl: must be between 1s and 36500d",
        "retention: 90d | retention: 10ms | feature_views[0].history.retention: must be between",
        "retention: 90d | retentoin: 90d | feature_views[0].history.retentoin: unknown key (did you mean retention?)",
        "max_future: 5m | max_future: -5m | timestamp.max_future: expected a duration",
        "max_age: 1825d | max_age: 999999999d | timestamp.max_age: must be between 1s and 36500d",
        "required: true} | required: yes} | fields[0].required: expected true or false, got text",
        "name: user_id, | name: _user, | fields[0].name: is not a name",
        "workspace: prod | wrkspace: prod | workspace: is missing"
      })
  void saysWhatIsWrongAndWhere(String good, String bad, String expected) throws IOException {
    read(GOOD.replace(good, bad));
    assertThat(problems.toString()).contains(expected).contains("source.yaml:");
  }

  @Test
  void aMisspeltTypeIsOneProblemAndItsFieldIsNotMissedElsewhere() throws IOException {
    read(GOOD.replace("type: float64", "type: double").replace("type: timestamp", "type: time"));
    assertThat(problems.list())
        .extracting(Problem::path)
        .containsExactly("fields[1].type", "fields[4].type");
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
        .contains("b.yaml:2: push_source: a push source of that name exists already")
        .contains("b.yaml:13: feature_views[0].name: a feature view of that name exists already")
        .contains("a.yaml:13)");
  }

  @Test
  void namesAreUniqueInBrokenFilesToo() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), GOOD.replace("ttl: 30d", "ttl: soon"));
    Files.writeString(folder.resolve("b.yaml"), GOOD.replace("push_source: t", "push_source: s"));
    SchemaDirectory.read(folder, problems);
    assertThat(problems.toString()).contains("a.yaml:16", "b.yaml:13", "exists already");
  }

  @Test
  void fiveViewsAreTheMost() throws IOException {
    String more = "  - {name: v%d, entity: [user_id]}\n";
    StringBuilder five = new StringBuilder(GOOD);
    for (int i = 2; i <= 5; i++) {
      five.append(more.formatted(i));
    }
    assertThat(read(five.toString()).source("prod", "transactions")).isPresent();
    assertThat(problems.list()).isEmpty();
    read(five + more.formatted(6));
    assertThat(problems.toString()).contains("between 1 and 5 views must be listed");
  }

  @Test
  void typesNestAsDeepAsTheyAreUseful() throws IOException {
    String deep = "array<".repeat(15) + "string" + ">".repeat(15);
    Catalogue catalogue = read(GOOD.replace("array<string>", deep));
    assertThat(catalogue.source("prod", "transactions").orElseThrow().fields().at(3).type().text())
        .isEqualTo(deep);
    assertThat(problems.list()).isEmpty();
    read(GOOD.replace("array<string>", "array<".repeat(150_000) + "string"));
    read(GOOD.replace("array<string>", "array<".repeat(16) + "string" + ">".repeat(16)));
    assertThat(problems.list())
        .hasSize(2)
        .allMatch(found -> found.message().equals("unknown type"));
  }

  @Test
  void hostileFilesAreProblemsOfAFewLines() throws IOException {
    String many = "fields: [" + "{},".repeat(250_000) + "{}]\n";
    read(GOOD.replace("fields:\n", many + "others:\n") + "x".repeat(1_000) + ": 1\n");
    assertThat(problems.list()).hasSizeLessThanOrEqualTo(1_000);
    assertThat(problems.total()).isGreaterThan(500_000);
    assertThat(problems.toString()).hasSizeLessThan(300_000).endsWith(" more");
  }

  @Test
  void emptyFilesAreProblems() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "");
    Files.writeString(folder.resolve("b.yaml"), "{}");
    Files.writeString(folder.resolve("c.yaml"), "# nothing\n");
    Files.writeString(folder.resolve("d.yaml"), "PK\0\1\2 an archive");
    SchemaDirectory.read(folder, problems);
    assertThat(problems.list()).hasSize(4);
  }

  @Test
  void theFingerprintChangesWithNamesAndContents() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), GOOD);
    String before = SchemaDirectory.fingerprint(folder);
    assertThat(SchemaDirectory.fingerprint(folder)).isEqualTo(before);
    Files.writeString(folder.resolve("README.md"), "nobody minds");
    assertThat(SchemaDirectory.fingerprint(folder)).isEqualTo(before);
    Files.move(folder.resolve("a.yaml"), folder.resolve("b.yaml"));
    assertThat(SchemaDirectory.fingerprint(folder)).isNotEqualTo(before);
    Files.move(folder.resolve("b.yaml"), folder.resolve("a.yaml"));
    Files.writeString(folder.resolve("a.yaml"), GOOD + "\n");
    assertThat(SchemaDirectory.fingerprint(folder)).isNotEqualTo(before);
    assertThat(SchemaDirectory.fingerprint(folder.resolve("nowhere"))).isNotEqualTo(before);
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
