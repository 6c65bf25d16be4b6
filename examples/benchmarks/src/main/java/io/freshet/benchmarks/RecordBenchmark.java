package io.freshet.benchmarks;

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
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.encode.Misfit;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.MappingCompiler;
import io.freshet.bridge.map.TopicMapping;
import io.freshet.bridge.map.TopicShape;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translator;
import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One payment, as JSON of about 300 bytes, in each format: decoding, and decoding, mapping and
 * encoding.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RecordBenchmark {
  private static final String EVENT =
      """
      {"event_id":"evt-0000000001","seq":1,"type":"payment.authorized","occurred_at":1764000000007,\
      "payment":{"transaction_id":"txn-00f3a2b1c4d5e6f7","amount":129900,"currency":"EUR",\
      "merchant":{"id":"m-01234","category":"5411"},\
      "card":{"fingerprint":"00f3a2b1c4d5e6f7","country":"DE"}},\
      "user":{"id":"u-000123","device":"ios-17.4"}}\
      """;

  private static final Place HERE = new Place("benchmark", 0, "");

  private final TopicMapping mapping = mapping();
  private final Translator translator = new Translator(mapping);

  /** Of the topic. */
  @Param({"json", "json_schema", "avro", "protobuf"})
  private String format = "json";

  private SourceRecord record = record(EVENT.getBytes(StandardCharsets.UTF_8));
  private Decoder decoder = new JsonDecoder(mapping.projection());

  /** The same event in the format. */
  @Setup
  public void write() throws Misfit {
    Optional<RegisteredFormat> registered = RegisteredFormat.of(format);
    if (registered.isPresent()) {
      decoder = registered.get().decoder(mapping.projection());
      record = record(registered.get().message(EVENT));
    }
  }

  /** The named values out of the bytes. */
  @Benchmark
  public Object decode() {
    return decoder.decode(record, translator.slots());
  }

  /** From the bytes of a message to the bytes of a record in a request. */
  @Benchmark
  public Translated decodeMapEncode() {
    return switch (decoder.decode(record, translator.slots())) {
      case Decoded.Event event -> translator.translate(record, event);
      case Decoded other -> throw new IllegalStateException("the benchmark's own event: " + other);
    };
  }

  private static SourceRecord record(byte[] value) {
    return new SourceRecord(
        new Origin("events", 0), 4711, 1_764_000_000_000L, null, value, List.of());
  }

  private static TopicMapping mapping() {
    var fields =
        List.of(
            new Field("user_id", ScalarType.STRING, true),
            new Field("amount", ScalarType.INT64, true),
            new Field("currency", ScalarType.STRING, false),
            new Field("merchant_id", ScalarType.STRING, false),
            new Field("occurred_at", ScalarType.TIMESTAMP, true));
    var source =
        new PushSource(
            "prod",
            "payments",
            "",
            new TimestampRule(
                "occurred_at", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE),
            UnknownFields.REJECT,
            new Fields(fields),
            List.of(
                new FeatureView(
                    "v", List.of("user_id"), List.of(), Optional.empty(), new History.Forever())));
    var route =
        new RouteConfig(
            "payments",
            Optional.empty(),
            Optional.empty(),
            new Sequence.Offset(),
            List.of(
                field("user_id", "user.id"),
                field("amount", "payment.amount"),
                field("currency", "payment.currency"),
                field("merchant_id", "payment.merchant.id"),
                new FieldConfig(
                    "occurred_at",
                    new ValueFrom.Path("occurred_at"),
                    Optional.of(TimeUnits.MS),
                    Optional.empty(),
                    HERE)),
            HERE,
            HERE);
    var topic =
        new TopicConfig(
            new TopicName.Exactly("events"),
            DecodingConfig.json(),
            Tombstones.SKIP,
            List.of(route),
            HERE);
    return new MappingCompiler(
            Map.of("payments", source), _ -> TopicShape.unknown(), new Problems())
        .compile(List.of(topic))
        .of("events")
        .orElseThrow();
  }

  private static FieldConfig field(String name, String path) {
    return new FieldConfig(
        name, new ValueFrom.Path(path), Optional.empty(), Optional.empty(), HERE);
  }
}
