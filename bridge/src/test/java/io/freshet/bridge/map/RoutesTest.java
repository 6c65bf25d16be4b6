package io.freshet.bridge.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Settled;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.decode.KeyDecoder;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Refused;
import io.freshet.bridge.map.Translated.Skipped;
import io.freshet.bridge.map.Translated.Stop;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the YAML of a topic to what becomes of its messages. */
class RoutesTest {
  private static final String SCHEMA =
      """
      workspace: prod
      push_source: %s
      timestamp: {field: at, max_future: 5m, max_age: 1825d}
      fields:
        - {name: user, type: string, required: true}
        - {name: amount, type: float64, required: true}
        - {name: n, type: int64}
        - {name: raw, type: bytes}
        - {name: labels, type: "map<string,string>"}
        - {name: at, type: timestamp, required: true}
      feature_views:
        - {name: %s_last, entity: [user]}
      """;
  private static final String FIELDS =
      "fields: {user: user, amount: amount, at: {path: at, unit: ms}}";

  @TempDir private Path folder;
  private final Problems problems = new Problems();
  private Translator translator;
  private Decoder decoder;
  private TopicMapping mapping;

  @BeforeEach
  void schemas() throws IOException {
    Path schemas = Files.createDirectory(folder.resolve("schemas"));
    Files.writeString(schemas.resolve("payments.yaml"), SCHEMA.formatted("payments", "payments"));
    Files.writeString(schemas.resolve("refunds.yaml"), SCHEMA.formatted("refunds", "refunds"));
    Files.writeString(
        schemas.resolve("pairs.yaml"),
        SCHEMA
            .formatted("pairs", "pairs")
            .replace("{name: n, type: int64}", "{name: n, type: int64, required: true}")
            .replace("entity: [user]", "entity: [user, n]"));
  }

  @Test
  void anEventTakesEveryRouteWhoseConditionHolds() throws IOException {
    topic(
        """
        routes:
          - {push_source: payments, when: event.kind != "refund", %s}
          - {push_source: refunds, when: event.kind == "refund" || event.amount < 0, %s}
        """
            .formatted(FIELDS, FIELDS));
    assertThat(event("{'user':'u','amount':1,'at':1,'kind':'sale'}"))
        .containsExactly(
            "payments {'record':{'user':'u','amount':1.0,'at':'1970-01-01T00:00:00.001000Z'},'sequence':42,'origin':'t/3'}");
    assertThat(event("{'user':'u','amount':-1,'at':1,'kind':'sale'}"))
        .hasSize(2)
        .anyMatch(record -> record.startsWith("payments "))
        .anyMatch(record -> record.startsWith("refunds "));
    assertThat(translated("{'user':'u','amount':1,'at':1,'kind':'refund'}"))
        .isInstanceOfSatisfying(
            Ready.class,
            ready -> assertThat(ready.records().getFirst().pushSource()).isEqualTo("refunds"));
  }

  @Test
  void anEventThatNoRouteTakesIsSkippedUnread() throws IOException {
    topic("routes: [{push_source: payments, when: event.kind == 'sale', " + FIELDS + "}]");
    assertThat(translated("{'kind':'other','amount':'not a number'}")).isInstanceOf(Skipped.class);
    assertThat(translated("{}")).isInstanceOf(Skipped.class);
  }

  @Test
  void aConditionThatFailsForAnEventRefusesItAndNamesItsPlace() throws IOException {
    topic("routes: [{push_source: payments, when: event.kind.size() > 3, " + FIELDS + "}]");
    assertThat(translated("{'kind':7}"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.rejection().errorType()).isEqualTo("EXPRESSION_FAILED");
              assertThat(refused.rejection().message())
                  .startsWith(
                      "the expression at topics[0].routes[0].when (line 6) has an operator");
            });
  }

  @Test
  void anExpressionIsAFieldsValueAndItsDefaultStandsInForNull() throws IOException {
    topic(
        """
        routes:
          - push_source: payments
            fields:
              user: {expr: 'event.first.upperAscii() + kafka.headers.suffix'}
              amount: {expr: event.missing, default: 0.5}
              n: {expr: 'event.items.map(i, i.n).filter(n, n > 1).size()'}
              labels: {expr: '{"first": event.first}'}
              raw: $key
              at: $timestamp
        """);
    assertThat(event("{'first':'ann','items':[{'n':1},{'n':2},{'n':3}]}"))
        .containsExactly(
            "payments {'record':{'user':'ANNlast','amount':0.5,'n':2,'labels':{'first':'ann'},"
                + "'raw':'eyJpZCI6ICJrIiwgIm4iOiA3fQ==','at':'1970-01-01T00:00:00.005000Z'},'sequence':42,'origin':'t/3'}");
  }

  @Test
  void pathsReachIntoArraysAndThroughNamesWithDots() throws IOException {
    topic(
        """
        routes:
          - push_source: payments
            fields:
              user: '"user.id".value'
              amount: items[1].price
              n: $key.n
              at: {path: at, unit: s}
        """);
    assertThat(event("{'user.id':{'value':'u'},'items':[{'price':1},{'price':2.5}],'at':1}"))
        .singleElement()
        .asString()
        .contains("{'user':'u','amount':2.5,'n':7,'at':'1970-01-01T00:00:01.000000Z'}");
    assertThat(translated("{'user.id':{'value':'u'},'items':[{'price':1}],'at':1}"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.rejection().errorType()).isEqualTo("MISSING_REQUIRED"));
  }

  @Test
  void anEventThatTheMappingDeletesCarriesEntityAndTimestampAlone() throws IOException {
    topic("routes: [{push_source: payments, delete: event.op == 'reversed', " + FIELDS + "}]");
    assertThat(event("{'user':'u','amount':'whatever','at':1,'op':'reversed'}"))
        .containsExactly(
            "payments {'record':{'user':'u','at':'1970-01-01T00:00:00.001000Z'},'delete':true,'sequence':42,'origin':'t/3'}");
    assertThat(event("{'user':'u','amount':1,'at':1,'op':'sale'}"))
        .singleElement()
        .asString()
        .doesNotContain("delete");
  }

  @Test
  void aDeleteOfTheFormatIsNotWithheldByWhen() throws IOException {
    topic("routes: [{push_source: payments, when: event.kind == 'sale', " + FIELDS + "}]");
    SourceRecord deleted = message("{'user':'u','at':1}");
    decoder.decode(deleted, translator.slots());
    assertThat(records(translator.translate(deleted, new Delete())))
        .singleElement()
        .asString()
        .contains("'delete':true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "9223372036854775807 | 9223372036854775807",
        "0 | 0",
        "'12' | 12",
        "1e3 | 1000",
        "-1 | sequence: is negative",
        "1.5 | sequence: expected int64, got a fraction",
        "9223372036854775808 | sequence: int64 cannot hold a number this large",
        "'x' | sequence: expected int64, got a string",
        "null | sequence: the event has no value for it"
      })
  void aSequenceOfTheEventsOwnIsExactOrTheRecordIsRefused(String value, String expected)
      throws IOException {
    topic("routes: [{push_source: payments, sequence: source.lsn, " + FIELDS + "}]");
    String json = "{'user':'u','amount':1,'at':1,'source':{'lsn':" + value + "}}";
    switch (translated(json)) {
      case Ready ready ->
          assertThat(records(ready).getFirst()).contains("'sequence':" + expected + ",");
      case Refused refused -> {
        assertThat(refused.rejection().message()).isEqualTo(expected);
        assertThat(refused.rejection().errorType()).isEqualTo("INVALID_SEQUENCE");
      }
      case Skipped _, Stop _ -> throw new AssertionError("neither stored nor refused");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "dead_letter", "fail"})
  void aTombstoneIsWhatTheMappingSays(String what) throws IOException {
    topic("on_tombstone: " + what + "\n    routes: [{push_source: payments, " + FIELDS + "}]");
    assertThat(translated(message(null)))
        .isInstanceOf(
            switch (what) {
              case "skip" -> Skipped.class;
              case "fail" -> Stop.class;
              default -> Refused.class;
            });
  }

  @Test
  void aTombstoneDeletesTheEntityThatItsKeyNamesAtTheMessagesTime() throws IOException {
    topic(
        """
        on_tombstone: delete
            routes:
              - push_source: payments
                fields: {user: $key.id, amount: amount, at: {path: at, unit: ms}}
              - push_source: pairs
                fields: {user: $key.id, n: $key.n, amount: amount, at: {path: at, unit: ms}}
        """);
    assertThat(records(translated(message(null))))
        .containsExactly(
            "payments {'record':{'user':'k','at':'1970-01-01T00:00:00.005000Z'},'delete':true,'sequence':42,'origin':'t/3'}",
            "pairs {'record':{'user':'k','n':7,'at':'1970-01-01T00:00:00.005000Z'},'delete':true,'sequence':42,'origin':'t/3'}");
  }

  @Test
  void aTombstoneWhoseKeyIsAnObjectDoesNotDeleteAnEntityOfThatName() throws IOException {
    topic("on_tombstone: delete\n    routes: [{push_source: payments, " + FIELDS + "}]");
    assertThat(translated(message(null)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.rejection().message()).contains("$key.PATH"));
  }

  @Test
  void aKeyThatIsNoJsonIsRefusedWhereAPartOfItIsAskedFor() throws IOException {
    topic(
        "routes: [{push_source: payments, fields: {user: $key.id, amount: amount, at: $timestamp}}]");
    var plain =
        new SourceRecord(
            new Origin("t", 3), 42, 5, new byte[] {'k'}, new byte[] {'{', '}'}, List.of());
    assertThat(translated(plain))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.rejection().message()).startsWith("the key: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "push_source: payments, when: event.amount + 1 | gives a whole number, not true or false",
        "push_source: payments, when: evnt.x | routes[0].when: is not CEL: undeclared reference to 'evnt'",
        "push_source: payments, delete: '\"yes\"' | gives a string, not true or false",
        "push_source: payments, sequence: $timestamp | $timestamp is a timestamp",
        "push_source: payments, sequence: $ofset | unknown name $ofset (did you mean $offset?)",
        "push_source: payments, sequence: a..b | routes[0].sequence: is not a path"
      })
  void whatIsWrongWithARouteIsFoundAtStart(String route, String expected) throws IOException {
    compile("routes: [{" + route + ", " + FIELDS + "}]");
    assertThat(problems.toString()).contains(expected);
    assertThat(problems.list()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "n: {expr: '1.5'} | n is int64, and what it is mapped from gives a floating-point number (int(…)",
        "n: {expr: 'event.x == 1'} | n is int64, and what it is mapped from gives a boolean",
        "n: $timestamp | n is int64, and what it is mapped from gives a timestamp",
        "user: $offset | user is string, and what it is mapped from gives a whole number (string(…)",
        "at: $offset | at is timestamp, and what it is mapped from gives a whole number (a number needs a unit",
        "labels: {expr: '{\"a\": 1}'} | labels is map<string,string>, and what it is mapped from gives an object",
        "n: {expr: 'duration(\"1s\")'} | gives something that no field can hold",
        "n: {expr: kafka.nothing} | unknown name $nothing",
        "n: {path: a, expr: b} | needs a path or an expr, one of the two",
        "n: {unit: ms} | needs a path or an expr, one of the two",
        "amount: {path: a, default: much} | default: expected float64, got a string"
      })
  void theTypesOfFieldsAreCheckedAtStart(String field, String expected) throws IOException {
    String name = field.substring(0, field.indexOf(':'));
    String others =
        FIELDS
            .replace(name + ": " + name + ", ", "")
            .replace(name.equals("at") ? ", at: {path: at, unit: ms}" : "\0", "")
            .replace("fields: {", "fields: {" + field + ", ");
    compile("routes: [{push_source: payments, " + others + "}]");
    assertThat(problems.toString()).contains(expected);
  }

  @Test
  void aTombstoneThatCannotNameItsEntityIsFoundAtStart() throws IOException {
    compile(
        """
        on_tombstone: delete
            routes:
              - push_source: pairs
                sequence: lsn
                fields: {user: user, n: n, amount: amount, at: {path: at, unit: ms}}
        """);
    assertThat(problems.toString())
        .contains("does not know where in the key user is (map it from the key: user: $key.user)")
        .contains("does not know where in the key n is")
        .contains("a tombstone has no event to take lsn from");
  }

  @Test
  void aRouteThatOnlyDeletesNeedsOnlyEntityAndTimestamp() throws IOException {
    compile(
        "routes: [{push_source: payments, delete: 'true', fields: {user: user, at: $timestamp}}]");
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void aTopicHasTheMappingOfItsNameOrOfTheFirstPatternThatMatches() throws IOException {
    String routes = "routes: [{push_source: payments, " + FIELDS + "}]";
    TopicMappings mappings =
        compileAll(
            "  - topic_pattern: 'pay.*'\n    %s\n  - topic: pay.v1\n    %s\n  - topic_pattern: '.*v2'\n    %s\n"
                .formatted(routes, routes, routes));
    assertThat(problems.list()).isEmpty();
    assertThat(mappings.of("pay.v1").orElseThrow().config().place().path())
        .isEqualTo("topics[1].topic");
    assertThat(mappings.of("pay.v2").orElseThrow().config().place().path())
        .isEqualTo("topics[0].topic_pattern");
    assertThat(mappings.of("x.v2").orElseThrow().config().place().path())
        .isEqualTo("topics[2].topic_pattern");
    assertThat(mappings.of("x.v3")).isEmpty();
  }

  private void topic(String yaml) throws IOException {
    compile(yaml);
    assertThat(problems.list()).isEmpty();
    translator = new Translator(mapping);
    decoder =
        new MessageDecoder(
            mapping,
            new JsonDecoder(mapping.projection()),
            new KeyDecoder(new JsonDecoder(mapping.key())));
  }

  private void compile(String yaml) throws IOException {
    mapping =
        compileAll(
                "  - topic: t\n    "
                    + yaml.strip()
                        .replace("\n", "\n    ")
                        .replace("\n        routes", "\n    routes"))
            .of("t")
            .orElseThrow();
  }

  private TopicMappings compileAll(String topics) throws IOException {
    Path file = folder.resolve("bridge.yaml");
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: "localhost:9092", group.id: g}
        ingest: {url: "http://localhost:8080", workspace: prod, api_key: k}
        dead_letters: {topic: dead}
        topics:
        """
            + topics);
    BridgeConfig config = new BridgeConfigFile(problems, _ -> null).read(file);
    Map<String, PushSource> sources =
        SchemaDirectory.read(folder.resolve("schemas"), problems).sources("prod").stream()
            .collect(Collectors.toMap(PushSource::name, source -> source));
    return new MappingCompiler(sources, _ -> TopicShape.unknown(), problems)
        .compile(config.topics());
  }

  private List<String> event(String json) {
    return records(translated(json));
  }

  private Translated translated(String json) {
    return translated(message(json));
  }

  private Translated translated(SourceRecord message) {
    return translator.translate(message, (Settled) decoder.decode(message, translator.slots()));
  }

  private static List<String> records(Translated translated) {
    assertThat(translated).isInstanceOf(Ready.class);
    return ((Ready) translated)
        .records().stream()
            .map(record ->
                record.pushSource()
                    + " "
                    + new String(record.json(), StandardCharsets.UTF_8).replace('"', '\''))
            .toList();
  }

  private static SourceRecord message(@Nullable String json) {
    return new SourceRecord(
        new Origin("t", 3),
        42,
        5,
        "{\"id\": \"k\", \"n\": 7}".getBytes(StandardCharsets.UTF_8),
        json == null ? null : json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
        List.of(new SourceHeader("suffix", "last".getBytes(StandardCharsets.UTF_8))));
  }
}
