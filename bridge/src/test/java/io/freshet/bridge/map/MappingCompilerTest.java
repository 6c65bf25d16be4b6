package io.freshet.bridge.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.FieldConfig;
import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.config.Sequence;
import io.freshet.bridge.config.TimeUnits;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.config.TopicConfig.Tombstones;
import io.freshet.bridge.config.TopicName;
import io.freshet.bridge.config.ValueFrom;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Refused;
import io.freshet.schema.Field;
import io.freshet.schema.FieldType;
import io.freshet.schema.Fields;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingCompilerTest {
  private final List<Field> fields = new ArrayList<>();
  private final List<FieldConfig> mapping = new ArrayList<>();
  private final Problems problems = new Problems();
  private Sequence sequence = new Sequence.Offset();

  @Test
  void aRecordIsEncodedAsTheIngestApiReadsIt() throws IOException {
    map("user", "string", "user.id");
    map("n", "int64", "n");
    map("x", "float64", "x");
    map("tags", "array<string>", "tags");
    map("labels", "map<string,int32>", "labels");
    map("raw", "bytes", "raw");
    mapTime("at", TimeUnits.MS);
    JsonNode json =
        encoded(
            "{\"user\":{\"id\":\"ü\\\"\"},\"n\":9223372036854775807,\"x\":1.5,\"tags\":[\"a\",\"b\"],"
                + "\"labels\":{\"k\":7},\"raw\":\"AQI=\",\"at\":1764000000007}");
    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"record":{"user":"ü\\"","n":9223372036854775807,"x":1.5,"tags":["a","b"],
                     "labels":{"k":7},"raw":"AQI=","at":"2025-11-24T16:00:00.007000Z"},
                     "sequence":42,"origin":"t/3"}\
                    """));
  }

  @Test
  void absentOptionalFieldsAreLeftOut() throws IOException {
    map("a", "string", "a");
    map("b", "string", "b");
    assertThat(encoded("{\"a\":null}").get("record")).isEmpty();
  }

  @Test
  void aDefaultStandsInForWhatIsAbsent() throws IOException {
    add("amount", "float64", new Setup("amount", Optional.empty(), Optional.of("0.5")));
    assertThat(encoded("{}").get("record").get("amount").asDouble()).isEqualTo(0.5);
    assertThat(encoded("{\"amount\":2}").get("record").get("amount").asDouble()).isEqualTo(2.0);
  }

  @Test
  void metadataIsThereByName() throws IOException {
    map("key", "string", "$key");
    map("topic", "string", "$topic");
    map("partition", "int32", "$partition");
    map("offset", "int64", "$offset");
    map("time", "timestamp", "$timestamp");
    map("header", "string", "$headers.trace");
    assertThat(encoded("{}").get("record").toString())
        .isEqualTo(
            "{\"key\":\"k\",\"topic\":\"t\",\"partition\":3,\"offset\":42,\"time\":\"1970-01-01T00:00:00.005000Z\",\"header\":\"last\"}");
  }

  @Test
  void withoutASequenceTheLastWriteWins() throws IOException {
    sequence = new Sequence.None();
    map("a", "string", "a");
    assertThat(encoded("{}").has("sequence")).isFalse();
    assertThat(encoded("{}").get("origin").asText()).isEqualTo("t/3");
  }

  @ParameterizedTest
  @CsvSource({
    "S, 1764000000, 2025-11-24T16:00:00.000000Z",
    "S, 1764000000.25, 2025-11-24T16:00:00.250000Z",
    "MS, -1, 1969-12-31T23:59:59.999000Z",
    "US, 1764000000000007, 2025-11-24T16:00:00.000007Z",
    "NS, 1764000000000007999, 2025-11-24T16:00:00.000007Z"
  })
  void numbersAreTimesInTheirUnit(TimeUnits unit, String number, String expected)
      throws IOException {
    mapTime("at", unit);
    assertThat(encoded("{\"at\":" + number + "}").get("record").get("at").asText())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int64 | \"x\" | TYPE_MISMATCH",
        "int64 | 1.5 | TYPE_MISMATCH",
        "int64 | 9223372036854775808 | OUT_OF_RANGE",
        "int32 | 2147483648 | OUT_OF_RANGE",
        "float64 | \"1\" | TYPE_MISMATCH",
        "float64 | 1e300 | OUT_OF_RANGE",
        "string | 5 | TYPE_MISMATCH",
        "string | {} | TYPE_MISMATCH",
        "bool | 1 | TYPE_MISMATCH",
        "timestamp | \"yesterday\" | TYPE_MISMATCH",
        "array<int64> | [1,null] | TYPE_MISMATCH",
        "array<int64> | [1,\"x\"] | TYPE_MISMATCH",
        "array<int64> | 1 | TYPE_MISMATCH",
        "map<string,bool> | {\"a\":1} | TYPE_MISMATCH",
        "map<string,bool> | [] | TYPE_MISMATCH"
      })
  void whatDoesNotFitItsTypeIsRefused(String type, String value, String error) {
    map("f", type, "f");
    assertThat(run("{\"f\":" + value + "}"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.rejection().errorType()).isEqualTo(error);
              assertThat(refused.rejection().field()).isEqualTo("f");
              assertThat(refused.rejection().stage()).isEqualTo(Rejection.Stage.MAP);
            });
  }

  @Test
  void aMissingRequiredFieldIsRefused() {
    fields.add(new Field("user", type("string"), true));
    mapping.add(config("user", new Setup("user", Optional.empty(), Optional.empty())));
    assertThat(run("{}"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.rejection().errorType()).isEqualTo("MISSING_REQUIRED"));
  }

  @Test
  void allThatIsWrongWithAMappingIsSaidAtOnce() {
    fields.add(new Field("user_id", type("string"), true));
    fields.add(new Field("amount", type("float64"), false));
    fields.add(new Field("at", type("timestamp"), true));
    mapping.add(config("user_di", new Setup("a", Optional.empty(), Optional.empty())));
    mapping.add(config("amount", new Setup("a..b", Optional.of(TimeUnits.S), Optional.of("much"))));
    mapping.add(config("at", new Setup("$offest", Optional.empty(), Optional.empty())));
    compile();
    assertThat(problems.toString())
        .contains("source has no field user_di (did you mean user_id?)")
        .contains("the required field user_id is not mapped")
        .contains("unit is for timestamps (amount is float64)")
        .contains("is not a path")
        .contains("unknown name $offest (did you mean $offset?)");
  }

  @Test
  void anUnknownPushSourceIsAProblemWithTheNearestName() {
    new MappingCompiler(Map.of("transactions", source()), _ -> TopicShape.unknown(), problems)
        .compile(List.of(topic("transaction")));
    assertThat(problems.toString())
        .contains("no push source transaction is registered (did you mean transactions?)");
  }

  private record Setup(String from, Optional<TimeUnits> unit, Optional<String> standIn) {}

  private void map(String name, String type, String from) {
    add(name, type, new Setup(from, Optional.empty(), Optional.empty()));
  }

  private void mapTime(String name, TimeUnits unit) {
    add(name, "timestamp", new Setup(name, Optional.of(unit), Optional.empty()));
  }

  private void add(String name, String type, Setup setup) {
    fields.add(new Field(name, type(type), false));
    mapping.add(config(name, setup));
  }

  private static FieldConfig config(String name, Setup setup) {
    return new FieldConfig(
        name, new ValueFrom.Path(setup.from()), setup.unit(), setup.standIn(), place());
  }

  private static FieldType type(String text) {
    return FieldType.parse(text).orElseThrow();
  }

  private static Place place() {
    return new Place("bridge.yaml", 1, "here");
  }

  private PushSource source() {
    List<Field> all = new ArrayList<>(fields);
    if (fields.stream().noneMatch(field -> field.name().equals("at"))) {
      all.add(new Field("at", ScalarType.TIMESTAMP, false));
    }
    return new PushSource(
        "prod",
        "source",
        "",
        new TimestampRule("at", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE),
        UnknownFields.REJECT,
        new Fields(all),
        List.of());
  }

  private TopicConfig topic(String pushSource) {
    var route =
        new RouteConfig(
            pushSource, Optional.empty(), Optional.empty(), sequence, mapping, place(), place());
    return new TopicConfig(
        new TopicName.Exactly("t"),
        DecodingConfig.json(),
        Tombstones.SKIP,
        List.of(route),
        place());
  }

  private TopicMappings compile() {
    return new MappingCompiler(Map.of("source", source()), _ -> TopicShape.unknown(), problems)
        .compile(List.of(topic("source")));
  }

  private Translated run(String json) {
    TopicMapping topic = compile().of("t").orElseThrow();
    assertThat(problems.list()).isEmpty();
    var translator = new Translator(topic);
    var record =
        new SourceRecord(
            new Origin("t", 3),
            42,
            5,
            "k".getBytes(StandardCharsets.UTF_8),
            json.getBytes(StandardCharsets.UTF_8),
            List.of(header("first"), header("last")));
    Decoded decoded = new JsonDecoder(topic.projection()).decode(record, translator.slots());
    assertThat(decoded).isInstanceOf(Event.class);
    return translator.translate(record, (Event) decoded);
  }

  private static SourceHeader header(String value) {
    return new SourceHeader("trace", value.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode encoded(String json) throws IOException {
    return new ObjectMapper().readTree(((Ready) run(json)).records().getFirst().json());
  }
}
