package io.freshet.bridge.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.FieldConfig;
import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.config.Sequence;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.config.TopicConfig.Tombstones;
import io.freshet.bridge.config.TopicName;
import io.freshet.bridge.config.ValueFrom;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Refused;
import io.freshet.schema.ArrayType;
import io.freshet.schema.Field;
import io.freshet.schema.FieldType;
import io.freshet.schema.Fields;
import io.freshet.schema.MapType;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversions;
import io.freshet.value.Utf8;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever the schema and the event: the server reads back from the mapped bytes, by its own rules,
 * the very values that those rules make of the event; or the event is refused; and nothing is
 * thrown.
 */
class MappedValuesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Place HERE = new Place("bridge.yaml", 1, "");

  @Property(tries = 2_000)
  void theServerReadsWhatTheEventSays(
      @ForAll("types") FieldType type, @ForAll("values") JsonNode value) throws IOException {
    ObjectNode event = JSON.createObjectNode().set("from", value);
    Translated translated = translate(type, JSON.writeValueAsBytes(event));
    Optional<Object> expected = value.isNull() ? Optional.of("absent") : typed(type, value);
    switch (translated) {
      case Ready ready -> {
        JsonNode record = JSON.readTree(ready.records().getFirst().json()).get("record");
        Object stored =
            record.has("field") ? typed(type, record.get("field")).orElseThrow() : "absent";
        assertThat(Optional.of(stored)).isEqualTo(expected);
      }
      case Refused refused -> {
        boolean parsed = namesAreText(value);
        assertThat(expected.isEmpty() || !parsed).isTrue();
        assertThat(refused.rejection().field()).isEqualTo(parsed ? "field" : "");
        assertThat(refused.rejection().stage())
            .isEqualTo(parsed ? Rejection.Stage.MAP : Rejection.Stage.DECODE);
      }
      case Translated.Skipped _, Translated.Stop _ -> throw new AssertionError("neither");
    }
  }

  @Example
  void aTextOfHalfASurrogatePairIsRefusedWithItsField() {
    for (FieldType type : List.of(ScalarType.STRING, new ArrayType(ScalarType.STRING))) {
      String value = type instanceof ArrayType ? "[\"\\ud83d\"]" : "\"\\ud83d\"";
      assertThat(translate(type, ("{\"from\":" + value + "}").getBytes(StandardCharsets.UTF_8)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.rejection())
                      .extracting(Rejection::stage, Rejection::errorType, Rejection::field)
                      .containsExactly(Rejection.Stage.MAP, "OUT_OF_RANGE", "field"));
    }
  }

  @Property(tries = 500)
  void whatFitsIsNotRefused(@ForAll("types") FieldType type, @ForAll long seed) throws IOException {
    JsonNode value = fitting(type, seed);
    byte[] event = JSON.writeValueAsBytes(JSON.createObjectNode().set("from", value));
    assertThat(translate(type, event)).isInstanceOf(Ready.class);
  }

  @Property(tries = 500)
  void anyBytesAtAllAreAnEventOrARejection(@ForAll("types") FieldType type, @ForAll byte[] bytes) {
    assertThat(translate(type, bytes)).isInstanceOfAny(Ready.class, Refused.class);
  }

  @Provide
  Arbitrary<FieldType> types() {
    Arbitrary<FieldType> scalars = Arbitraries.of(ScalarType.values()).map(type -> type);
    return Arbitraries.recursive(
        () -> scalars,
        inner -> Arbitraries.oneOf(scalars, inner.map(ArrayType::new), inner.map(MapType::new)),
        0,
        2);
  }

  @Provide
  Arbitrary<JsonNode> values() {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            Arbitraries.longs().map(JSON.getNodeFactory()::numberNode),
            Arbitraries.bigIntegers()
                .between(BigInteger.TWO.pow(80).negate(), BigInteger.TWO.pow(80))
                .map(JSON.getNodeFactory()::numberNode),
            Arbitraries.doubles().map(JSON.getNodeFactory()::numberNode),
            Arbitraries.bigDecimals().ofScale(9).map(JSON.getNodeFactory()::numberNode),
            texts(20).map(JSON.getNodeFactory()::textNode),
            Arbitraries.of(
                    "2026-01-04T00:25:06.1234567Z",
                    "1969-12-31T23:59:60+01:00",
                    "AQI=",
                    "9223372036854775807",
                    "-1")
                .map(JSON.getNodeFactory()::textNode),
            Arbitraries.of(true, false).map(JSON.getNodeFactory()::booleanNode),
            Arbitraries.just(JSON.nullNode()));
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                scalars,
                inner.list().ofMaxSize(4).map(elements -> JSON.createArrayNode().addAll(elements)),
                Arbitraries.maps(texts(5), inner)
                    .ofMaxSize(4)
                    .map(members -> JSON.createObjectNode().setAll(members))),
        0,
        2);
  }

  /** A name with half a surrogate pair is refused as no JSON; as a value it is JSON, and a text. */
  private static boolean namesAreText(JsonNode value) {
    for (var member : value.properties()) {
      if (!Utf8.encodes(member.getKey())) {
        return false;
      }
    }
    for (JsonNode inner : value) {
      if (!namesAreText(inner)) {
        return false;
      }
    }
    return true;
  }

  /** What escaping has to do with: controls, quotes, every width of UTF-8, pairs and halves. */
  private static Arbitrary<String> texts(int longest) {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.chars().range('\u0000', '\u001f').map(String::valueOf),
            Arbitraries.of("\"", "\\", "/", "\u007f", "\u0080", "\u2028", "\ufeff", "\uffff"),
            Arbitraries.of("\ud83d\ude00", "\ud800\udc00", "\udbff\udfff"),
            Arbitraries.of("\ud83d", "\ude00", "\ud800", "\udfff"),
            Arbitraries.chars().ascii().map(String::valueOf));
    return Arbitraries.frequencyOf(
        Tuple.of(2, pieces.list().ofMaxSize(longest).map(list -> String.join("", list))),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(longest)));
  }

  private static JsonNode fitting(FieldType type, long seed) {
    return switch (type) {
      case ArrayType array -> JSON.createArrayNode().add(fitting(array.element(), seed));
      case MapType map ->
          JSON.createObjectNode().set("k\u0000é\ud83d\ude00", fitting(map.value(), seed));
      case ScalarType scalar ->
          switch (scalar) {
            case BOOL -> JSON.getNodeFactory().booleanNode(seed > 0);
            case INT32 -> JSON.getNodeFactory().numberNode((int) seed);
            case INT64 -> JSON.getNodeFactory().numberNode(seed);
            case FLOAT32, FLOAT64 -> JSON.getNodeFactory().numberNode(seed / 7.0);
            case STRING -> JSON.getNodeFactory().textNode(Long.toString(seed));
            case BYTES ->
                JSON.getNodeFactory()
                    .textNode(
                        Base64.getEncoder()
                            .encodeToString(Long.toString(seed).getBytes(StandardCharsets.UTF_8)));
            case TIMESTAMP -> JSON.getNodeFactory().textNode("2026-01-04T00:25:06.123456Z");
          };
    };
  }

  /** The rules of the ingest API for a JSON value: {@code Conversions}, token by token. */
  private static Optional<Object> typed(FieldType type, JsonNode value) {
    return switch (type) {
      case ScalarType scalar ->
          switch (scalar(scalar, value)) {
            case Converted(Object converted) -> Optional.of(converted);
            case Conversion.Rejected _ -> Optional.empty();
          };
      case ArrayType array -> {
        List<Object> elements = new ArrayList<>();
        value.forEach(element -> typed(array.element(), element).ifPresent(elements::add));
        yield value.isArray() && elements.size() == value.size()
            ? Optional.of(elements)
            : Optional.empty();
      }
      case MapType map -> {
        Map<String, Object> members = new LinkedHashMap<>();
        value
            .properties()
            .forEach(member -> {
              if (Conversions.fromMapKey(member.getKey()) instanceof Converted) {
                typed(map.value(), member.getValue())
                    .ifPresent(converted -> members.put(member.getKey(), converted));
              }
            });
        yield value.isObject() && members.size() == value.size()
            ? Optional.of(members)
            : Optional.empty();
      }
    };
  }

  private static Conversion scalar(ScalarType type, JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER ->
          value.canConvertToLong() && value.isIntegralNumber()
              ? Conversions.fromLong(type, value.longValue())
              : Conversions.fromNumber(type, text(value));
      case STRING -> Conversions.fromText(type, value.textValue());
      case BOOLEAN -> Conversions.fromBoolean(type, value.booleanValue());
      default -> new Conversion.Rejected(io.freshet.api.RecordErrorType.TYPE_MISMATCH, "");
    };
  }

  private static String text(JsonNode number) {
    return number.isBigDecimal() ? new BigDecimal(number.asText()).toString() : number.asText();
  }

  private static Translated translate(FieldType type, byte[] json) {
    var source =
        new PushSource(
            "prod",
            "source",
            "",
            new TimestampRule(
                "at", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE),
            UnknownFields.REJECT,
            new Fields(
                List.of(
                    new Field("field", type, false), new Field("at", ScalarType.TIMESTAMP, false))),
            List.of());
    var field =
        new FieldConfig(
            "field", new ValueFrom.Path("from"), Optional.empty(), Optional.empty(), HERE);
    var route =
        new RouteConfig(
            "source",
            Optional.empty(),
            Optional.empty(),
            new Sequence.None(),
            List.of(field),
            HERE,
            HERE);
    var topic =
        new TopicConfig(
            new TopicName.Exactly("t"),
            DecodingConfig.json(),
            Tombstones.SKIP,
            List.of(route),
            HERE);
    TopicMapping mapping =
        new MappingCompiler(Map.of("source", source), _ -> TopicShape.unknown(), new Problems())
            .compile(List.of(topic))
            .of("t")
            .orElseThrow();
    var translator = new Translator(mapping);
    var message = new SourceRecord(new Origin("t", 0), 0, 0, null, json, List.of());
    return translator.translate(
        message,
        (Decoded.Settled)
            new JsonDecoder(mapping.projection()).decode(message, translator.slots()));
  }
}
