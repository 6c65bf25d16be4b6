package io.freshet.bridge.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Settled;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.MappingCompiler;
import io.freshet.bridge.map.TopicShape;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Refused;
import io.freshet.bridge.map.Translated.Skipped;
import io.freshet.bridge.map.Translator;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;
import io.freshet.bridge.registry.SchemaRegistry;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in formats of their own, from the configuration to the record. */
class KeyFormatTest {
  private static final Schema RECORD =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Key", "fields": [
                {"name": "user", "type": "string"}, {"name": "shop", "type": ["null", "long"]}]}
              """);
  private static final Schema TEXT = Schema.create(Schema.Type.STRING);
  private static final Schema NUMBER = Schema.create(Schema.Type.LONG);
  private static final Map<SchemaId, RegisteredSchema> SCHEMAS =
      Map.of(
          id(1),
          registered(Kind.AVRO, RECORD.toString()),
          id(2),
          registered(Kind.AVRO, TEXT.toString()),
          id(3),
          registered(Kind.AVRO, NUMBER.toString()),
          id(4),
          registered(
              Kind.PROTOBUF,
              "syntax = \"proto3\"; message Key { string user = 1; int64 shop = 2; }"),
          id(5),
          registered(Kind.JSON_SCHEMA, "{}"));

  @TempDir Path folder;
  private SchemaRegistry registry =
      id ->
          SCHEMAS.containsKey(id)
              ? new Lookup.Found(SCHEMAS.get(id))
              : new Lookup.Unknown("no such schema");
  private final Problems problems = new Problems();

  @BeforeEach
  void schemas() throws IOException {
    Files.createDirectories(folder.resolve("schemas/prod"));
    Files.writeString(
        folder.resolve("schemas/prod/visits.yaml"),
        """
        workspace: prod
        push_source: visits
        timestamp: {field: at}
        fields:
          - {name: user, type: string, required: true}
          - {name: shop, type: int64, required: true}
          - {name: at, type: timestamp, required: true}
        feature_views:
          - {name: last_visit, entity: [user, shop]}
        """);
    Files.writeString(
        folder.resolve("schemas/prod/users.yaml"),
        """
        workspace: prod
        push_source: users
        timestamp: {field: at}
        fields:
          - {name: user, type: string, required: true}
          - {name: name, type: string}
          - {name: at, type: timestamp, required: true}
        feature_views:
          - {name: user_now, entity: [user]}
        """);
    Files.writeString(
        folder.resolve("schemas/prod/shops.yaml"),
        """
        workspace: prod
        push_source: shops
        timestamp: {field: at}
        fields:
          - {name: shop, type: int64, required: true}
          - {name: at, type: timestamp, required: true}
        feature_views:
          - {name: shop_now, entity: [shop]}
        """);
  }

  @Test
  void aTombstoneDeletesTheEntityThatItsAvroKeyNames() throws IOException {
    Journey journey = visits("avro");
    assertThat(journey.of(avro(1, visit("u", 7L)), null))
        .isEqualTo(
            "{'record':{'user':'u','shop':7,'at':'1970-01-01T00:00:00.005000Z'},"
                + "'delete':true,'sequence':42,'origin':'t/3'}");
    assertThat(journey.of(avro(1, visit("u", null)), null)).isEqualTo("MISSING_REQUIRED shop");
  }

  @Test
  void anEventTakesPartsOfItsAvroKey() throws IOException {
    Journey journey = visits("avro");
    assertThat(journey.of(avro(1, visit("u", 7L)), "{}"))
        .startsWith("{'record':{'user':'u','shop':7,");
    assertThat(journey.of(null, "{}")).isEqualTo("MISSING_REQUIRED user");
  }

  @Test
  void theIdOfAKeyMayStandInAHeader() throws IOException {
    Journey journey = visits("avro");
    byte[] framed = avro(1, visit("u", 7L));
    byte[] bare = java.util.Arrays.copyOfRange(framed, 5, framed.length);
    var headers =
        List.of(
            new SourceHeader("__value_schema_id", new byte[] {9}),
            new SourceHeader("__key_schema_id", new byte[] {0, 0, 0, 0, 1}));
    assertThat(journey.of(new SourceRecord(new Origin("t", 3), 42, 5, bare, null, headers)))
        .contains("'shop':7");
  }

  @Test
  void anAvroKeyMayBeAPlainValue() throws IOException {
    Journey users =
        journey(
            """
            key_format: avro
                on_tombstone: delete
                routes: [{push_source: users, fields: {user: id, name: name, at: $timestamp}}]
            """);
    assertThat(users.of(avro(2, "u"), null)).contains("'user':'u'").contains("'delete':true");
    assertThat(users.of(avro(1, visit("u", 1L)), null)).isEqualTo("TYPE_MISMATCH user");
    Journey shops =
        journey(
            """
            key_format: avro
                on_tombstone: delete
                routes: [{push_source: shops, fields: {shop: $key, at: $timestamp}}]
            """);
    assertThat(shops.of(avro(3, 7L), null)).contains("'shop':7").contains("'delete':true");
    assertThat(shops.of(avro(3, 7L), "{}")).contains("'shop':7").doesNotContain("delete");
    Journey expressions =
        journey(
            """
            key_format: avro
                routes: [{push_source: shops, fields: {shop: {expr: kafka.key + 1}, at: $timestamp}}]
            """);
    assertThat(expressions.of(avro(3, 7L), "{}")).contains("'shop':8");
  }

  @Test
  void protobufAndJsonSchemaKeysAreReadLikeValues() throws IOException {
    byte[] protobuf = HexFormat.of().parseHex("000000000400" + "0a0175" + "1007");
    assertThat(visits("protobuf").of(protobuf, null)).contains("'user':'u','shop':7");
    byte[] json = "\0\0\0\0\5{\"user\":\"u\",\"shop\":7}".getBytes(StandardCharsets.UTF_8);
    assertThat(visits("json_schema").of(json, null)).contains("'user':'u','shop':7");
    assertThat(
            visits("json").of("{\"user\":\"u\",\"shop\":7}".getBytes(StandardCharsets.UTF_8), null))
        .contains("'user':'u','shop':7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "protobuf", "json_schema", "json"})
  void aKeyThatCannotBeReadIsRefusedOnlyWhereAPartOfItIsAskedFor(String format) throws IOException {
    byte[] broken = {1, 2, 3};
    assertThat(visits(format).of(broken, "{}")).startsWith("UNDECODABLE");
    assertThat(visits(format).of(broken, null)).startsWith("UNDECODABLE");
    Journey other =
        journey(
            "key_format: %s\n    routes: [{push_source: users, fields: {user: id, at: $timestamp}}]"
                .formatted(format));
    assertThat(other.of(broken, "{\"id\":\"u\"}")).contains("'user':'u'");
    assertThat(other.of(broken, null)).isEqualTo("skipped");
  }

  @Test
  void anUnknownIdOfAKeyIsRefusedAndAnOutageIsWaitedFor() throws IOException {
    assertThat(visits("avro").of(avro(9, visit("u", 7L)), "{}")).startsWith("UNDECODABLE");
    registry = _ -> new Lookup.NotNow("down");
    Journey journey = visits("avro");
    assertThat(journey.decoder().decode(message(avro(1, visit("u", 7L)), "{}"), journey.slots()))
        .isEqualTo(new NotNow("down"));
  }

  @Test
  void aFileThatSaysNothingOfKeysReadsJson() throws IOException {
    Journey journey =
        journey(
            "routes: [{push_source: visits, fields: {user: $key.user, shop: $key.shop, at:"
                + " $timestamp}}]");
    assertThat(journey.of("{\"user\":\"u\",\"shop\":7}".getBytes(StandardCharsets.UTF_8), "{}"))
        .contains("'user':'u','shop':7");
  }

  @Test
  void keysOfDebeziumAreReadLikeItsValues() throws IOException {
    Journey journey =
        journey(
            """
            format: avro
                debezium: true
                routes: [{push_source: visits, fields: {user: $key.user, shop: $key.shop, at: $timestamp}}]
            """);
    assertThat(config.topics().getFirst().decoding().keys())
        .contains(config.topics().getFirst().decoding().format());
    assertThat(journey).isNotNull();
  }

  @Test
  void aKeyThatIsTextHasNoParts() throws IOException {
    compile(
        "key_format: string\n    routes: [{push_source: users, fields: {user: $key.user, at:"
            + " $timestamp}}]");
    assertThat(problems.list())
        .extracting(Problem::message)
        .containsExactly("key_format is string: a key has no parts");
  }

  @Test
  void anUnknownKeyFormatAndAMissingRegistryAreProblems() throws IOException {
    withRegistry = "";
    compile(
        "key_format: avro\n    routes: [{push_source: users, fields: {user: id, at: $timestamp}}]");
    compile(
        "key_format: avor\n    routes: [{push_source: users, fields: {user: id, at: $timestamp}}]");
    assertThat(problems.list())
        .extracting(Problem::path)
        .containsExactly("topics[0].key_format", "topics[0].key_format");
  }

  private String withRegistry = "schema_registry: {url: \"http://localhost:1\"}";
  private BridgeConfig config;

  private Journey visits(String keyFormat) throws IOException {
    return journey(
        """
        key_format: %s
            on_tombstone: delete
            routes: [{push_source: visits, fields: {user: $key.user, shop: $key.shop, at: $timestamp}}]
        """
            .formatted(keyFormat));
  }

  private Journey journey(String topic) throws IOException {
    var mapping = compile(topic).of("t").orElseThrow();
    assertThat(problems.list()).isEmpty();
    return new Journey(
        new Formats(registry).open(mapping.config().decoding(), problems).of(mapping),
        new Translator(mapping));
  }

  private io.freshet.bridge.map.TopicMappings compile(String topic) throws IOException {
    Path file = folder.resolve("bridge.yaml");
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: "localhost:9092", group.id: g}
        ingest: {url: "http://localhost:8080", workspace: prod, api_key: k}
        dead_letters: {topic: dead}
        %s
        topics:
          - topic: t
            %s
        """
            .formatted(withRegistry, topic.strip()));
    config = new BridgeConfigFile(problems, _ -> null).read(file);
    Map<String, PushSource> sources =
        SchemaDirectory.read(folder.resolve("schemas"), problems).sources("prod").stream()
            .collect(Collectors.toMap(PushSource::name, Function.identity()));
    return new MappingCompiler(sources, _ -> TopicShape.unknown(), problems)
        .compile(config.topics());
  }

  private record Journey(Decoder decoder, Translator translator) {
    Object[] slots() {
      return translator.slots();
    }

    String of(byte @Nullable [] key, @Nullable String value) {
      return of(message(key, value));
    }

    String of(SourceRecord message) {
      Decoded decoded = decoder.decode(message, translator.slots());
      return switch (translator.translate(message, (Settled) decoded)) {
        case Ready ready ->
            new String(ready.records().getFirst().json(), StandardCharsets.UTF_8)
                .replace('"', '\'');
        case Refused(var why) -> (why.errorType() + " " + why.field()).strip();
        case Skipped _ -> "skipped";
        case Translated.Stop _ -> "halt";
      };
    }
  }

  private static SourceRecord message(byte @Nullable [] key, @Nullable String value) {
    return new SourceRecord(
        new Origin("t", 3),
        42,
        5,
        key,
        value == null ? null : value.getBytes(StandardCharsets.UTF_8),
        List.of());
  }

  private static GenericData.Record visit(String user, @Nullable Long shop) {
    var key = new GenericData.Record(RECORD);
    key.put("user", user);
    key.put("shop", shop);
    return key;
  }

  private static byte[] avro(int id, Object datum) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    Schema schema = datum instanceof String ? TEXT : datum instanceof Long ? NUMBER : RECORD;
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static SchemaId id(int number) {
    return new SchemaId.Numbered(number);
  }

  private static RegisteredSchema registered(Kind kind, String text) {
    return new RegisteredSchema(kind, text, List.of());
  }
}
