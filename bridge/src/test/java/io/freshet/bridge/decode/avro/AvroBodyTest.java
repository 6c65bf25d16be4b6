package io.freshet.bridge.decode.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Messages;
import io.freshet.bridge.decode.Numeral;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.SlotJson;
import io.freshet.bridge.decode.wire.Body;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.RegisteredSchema.Import;
import io.freshet.bridge.registry.SchemaId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericData.Record;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroBodyTest {
  private static final SchemaId SEVEN = new SchemaId.Numbered(7);

  @TempDir private Path folder;
  private Object[] slots = {};

  @Test
  void fieldsGoByTheirAliasesToo() {
    Schema schema =
        parse(
            """
            {"type":"record","name":"R","fields":[
             {"name":"value","type":"int","aliases":["amount","id"]},
             {"name":"id","type":"int"}]}\
            """);
    Record record = record(schema, "value", 5, "id", 6);
    assertThat(read(schema, record, "amount", "id", "value")).isInstanceOf(Event.class);
    assertThat(slots).containsExactly(null, 6L, 5L);
    read(schema, record, "amount", "id");
    assertThat(slots).containsExactly(5L, 6L);
  }

  @Test
  void aRecordInAUnionIsReadByWhicheverBranchItIs() {
    Schema schema =
        parse(
            """
            {"type":"record","name":"R","fields":[{"name":"u","type":["null","string",
             {"type":"record","name":"A","fields":[{"name":"x","type":"int"},{"name":"skip","type":"string"}]},
             {"type":"record","name":"B","fields":[{"name":"y","type":"long"},{"name":"x","type":"string"}]}]}]}\
            """);
    List<Schema> branches = schema.getField("u").schema().getTypes();
    read(schema, record(schema, "u", record(branches.get(2), "x", 1, "skip", "s")), "u.x", "u.y");
    assertThat(slots).containsExactly(1L, null);
    read(schema, record(schema, "u", record(branches.get(3), "y", 2L, "x", "s")), "u.x", "u.y");
    assertThat(slots).containsExactly("s", 2L);
    read(schema, record(schema, "u", "text"), "u.x", "u.y");
    assertThat(slots).containsExactly(null, null);
    read(schema, record(schema, "u", null), "u.x");
    assertThat(slots).containsExactly((Object) null);
  }

  @Test
  void oneTypeMayBeReadDifferentlyInTwoPlaces() {
    Schema schema =
        parse(
            """
            {"type":"record","name":"R","fields":[
             {"name":"home","type":{"type":"record","name":"A","fields":[
              {"name":"city","type":"string"},{"name":"zip","type":"int"}]}},
             {"name":"work","type":"A"}]}\
            """);
    Schema address = schema.getField("home").schema();
    Record event =
        record(
            schema,
            "home",
            record(address, "city", "Bonn", "zip", 1),
            "work",
            record(address, "city", "Köln", "zip", 2));
    read(schema, event, "home.city", "work.zip", "work.city.x");
    assertThat(slots).containsExactly("Bonn", 2L, null);
    read(schema, event, "work", "work.zip");
    assertThat(slots).containsExactly(Map.of("city", "Köln", "zip", 2L), 2L);
  }

  @Test
  void aTreeIsReadWholeAndASkippedOneIsNot() {
    Schema schema = tree();
    Record leaf = record(schema, "n", 2, "next", null);
    Record event = record(schema, "n", 1, "next", leaf);
    read(schema, event, "next.n", "next.next.n");
    assertThat(slots).containsExactly(2L, null);
    read(schema, event, "next");
    Map<String, Object> expected = new HashMap<>(Map.of("n", 2L));
    expected.put("next", null);
    assertThat(slots).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int, date | -1 | 1969-12-31",
        "int, time-millis | 86399999 | 23:59:59.999",
        "long, time-micros | 1 | 00:00:00.000001",
        "long, timestamp-millis | -1 | 1969-12-31T23:59:59.999Z",
        "long, timestamp-micros | -1 | 1969-12-31T23:59:59.999999Z",
        "long, timestamp-nanos | -1 | 1969-12-31T23:59:59.999999999Z",
        "long, local-timestamp-millis | 1764000000007 | 2025-11-24T16:00:00.007",
        "long, local-timestamp-micros | 1764000000000007 | 2025-11-24T16:00:00.000007",
        "long, local-timestamp-nanos | 1764000000000000007 | 2025-11-24T16:00:00.000000007",
        "long, somebodys-own | 5 | 5"
      })
  void logicalTypesOfTime(String type, long number, String expected) {
    String[] types = type.split(", ");
    Schema schema = field("{\"type\":\"%s\",\"logicalType\":\"%s\"}".formatted(types[0], types[1]));
    Object value = types[0].equals("int") ? (Object) (int) number : (Object) number;
    assertThat(read(schema, record(schema, "f", value), "f")).isInstanceOf(Event.class);
    assertThat(slots[0]).hasToString(expected);
    assertThat(slots[0] instanceof Instant).isEqualTo(types[1].startsWith("timestamp"));
  }

  @Test
  void aTimeOfDayBeyondTheDayIsUndecodable() {
    Schema schema = field("{\"type\":\"int\",\"logicalType\":\"time-millis\"}");
    assertThat(read(schema, record(schema, "f", 86_400_000), "f")).isInstanceOf(Undecodable.class);
  }

  @Test
  void decimalsAndUuidsAreExact() {
    Schema fixed =
        field(
            "{\"type\":\"fixed\",\"name\":\"D\",\"size\":16,\"logicalType\":\"decimal\",\"precision\":38,\"scale\":10}");
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) 0xff);
    bytes[15] = (byte) 0xfe;
    Schema type = fixed.getField("f").schema();
    read(fixed, record(fixed, "f", new GenericData.Fixed(type, bytes)), "f");
    assertThat(new BigDecimal(((Numeral) slots[0]).text())).isEqualByComparingTo("-0.0000000002");
    Schema uuid = field("{\"type\":\"fixed\",\"name\":\"U\",\"size\":16,\"logicalType\":\"uuid\"}");
    read(
        uuid,
        record(uuid, "f", new GenericData.Fixed(uuid.getField("f").schema(), new byte[16])),
        "f");
    assertThat(slots).containsExactly("00000000-0000-0000-0000-000000000000");
  }

  @Test
  void aDecimalOfAMillionDigitsIsRefusedAtOnce() {
    Schema schema =
        field("{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2}");
    assertThat(read(schema, record(schema, "f", ByteBuffer.allocate(1 << 20)), "f"))
        .isInstanceOf(Undecodable.class);
    assertThat(read(schema, record(schema, "f", ByteBuffer.allocate(0)), "f"))
        .isInstanceOf(Undecodable.class);
  }

  @Test
  void notANumberStaysOne() {
    Schema schema = field("\"double\"");
    read(schema, record(schema, "f", Double.NaN), "f");
    assertThat(slots).containsExactly(Double.NaN);
    Schema narrow = field("\"float\"");
    read(narrow, record(narrow, "f", 0.1f), "f");
    assertThat(slots).containsExactly((double) 0.1f);
  }

  @Test
  void moreBytesThanTheSchemaDescribesAreUndecodable() {
    Schema schema = field("\"int\"");
    byte[] good = written(schema, record(schema, "f", 1));
    assertThat(decode(schema, Arrays.copyOf(good, good.length + 1), "f"))
        .isInstanceOf(Undecodable.class);
    assertThat(decode(schema, good, "f")).isInstanceOf(Event.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"string\"",
        "\"bytes\"",
        "{\"type\":\"array\",\"items\":\"int\"}",
        "{\"type\":\"array\",\"items\":\"null\"}",
        "{\"type\":\"map\",\"values\":\"long\"}",
        "{\"type\":\"map\",\"values\":\"null\"}"
      })
  void aLengthThatTheValueCannotHaveCostsNoMemory(String type) throws IOException {
    Schema schema = field(type);
    for (long length :
        new long[] {Integer.MAX_VALUE - 10, Long.MAX_VALUE, Long.MIN_VALUE, -2_000_000_000}) {
      var out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoder.writeLong(length);
      encoder.writeLong(Long.MAX_VALUE);
      encoder.writeLong(0);
      encoder.flush();
      assertThat(decode(schema, out.toByteArray(), "f")).isInstanceOf(Undecodable.class);
      assertThat(decode(schema, out.toByteArray(), "other")).isInstanceOf(Undecodable.class);
    }
  }

  @Test
  void aLongArrayIsNoBomb() {
    Schema schema = field("{\"type\":\"array\",\"items\":\"int\"}");
    List<Integer> many = Collections.nCopies(300_000, 7);
    assertThat(read(schema, record(schema, "f", many), "f")).isInstanceOf(Event.class);
    assertThat((List<?>) slots[0]).hasSize(300_000);
  }

  @Test
  void nestingWithoutEndIsUndecodable() {
    byte[] deep = new byte[4_000_000];
    Arrays.fill(deep, (byte) 2); // n = 1, next = branch 1, n = 1, …
    assertThat(decode(tree(), deep, "next")).isInstanceOf(Undecodable.class);
    assertThat(decode(tree(), deep, "n")).isInstanceOf(Undecodable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not a schema | is not an Avro schema",
        "{\"type\":\"record\"} | is not an Avro schema",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"Missing\"}]} | Missing",
        "\"string\" | it is a string, not a record"
      })
  void aSchemaOfNoUseRefusesItsMessages(String text, String expected) {
    Body body =
        new AvroFormat()
            .body(SEVEN, new RegisteredSchema(Kind.AVRO, text, List.of()), Messages.paths("f"));
    ByteBuffer empty = ByteBuffer.allocate(0);
    assertThat(body.read(empty, empty, new Object[1]).toString())
        .startsWith("Undecodable")
        .contains("schema 7", expected);
  }

  @Test
  void referencesAndNamesThatBreakTheRulesAreUsable() {
    String inner =
        "{\"type\":\"record\",\"name\":\"my-server.Inner\",\"fields\":[{\"name\":\"x\",\"type\":\"int\",\"default\":\"none\"}]}";
    String outer =
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"my-server.Inner\"}]}";
    Body body =
        new AvroFormat()
            .body(
                SEVEN,
                new RegisteredSchema(
                    Kind.AVRO, outer, List.of(new Import("my-server.Inner", inner))),
                Messages.paths("f.x"));
    ByteBuffer value = ByteBuffer.wrap(new byte[] {14});
    slots = new Object[1];
    assertThat(body.read(value, value, slots)).isInstanceOf(Event.class);
    assertThat(slots).containsExactly(7L);
  }

  @Test
  void aSchemaFileDescribesTheWholeValue() throws IOException {
    Schema schema = field("\"int\"");
    Path file = Files.writeString(folder.resolve("s.avsc"), schema.toString());
    var decoder = AvroFileDecoder.of(file).apply(Messages.paths("f"));
    slots = new Object[1];
    assertThat(decoder.decode(Messages.of(new byte[] {14}), slots)).isInstanceOf(Event.class);
    assertThat(slots).containsExactly(7L);
    assertThat(decoder.decode(Messages.of(new byte[0]), slots)).isInstanceOf(Undecodable.class);
    assertThat(decoder.decode(Messages.of((byte[]) null), slots)).isInstanceOf(Undecodable.class);
    Path bad = Files.writeString(folder.resolve("bad.avsc"), "{");
    assertThatThrownBy(() -> AvroFileDecoder.of(bad))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.avsc");
  }

  /** Avro's own reader of the whole record is the oracle. */
  @Property(tries = 300)
  void aProjectionReadsWhatTheWholeReads(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    Schema schema = randomRecord(random, 0, new int[1]);
    Object datum = randomDatum(schema, random);
    byte[] bytes = written(schema, datum);
    Object whole =
        new GenericDatumReader<>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    List<String> paths = new ArrayList<>();
    collect(schema, "", paths);
    Collections.shuffle(paths, random);
    String[] chosen = paths.subList(0, random.nextInt(1, paths.size() + 1)).toArray(String[]::new);
    assertThat(decode(schema, bytes, chosen)).isInstanceOf(Event.class);
    for (int i = 0; i < chosen.length; i++) {
      assertThat(SlotJson.of(slots[i]))
          .as("%s of %s", chosen[i], schema)
          .isEqualTo(SlotJson.of(at(whole, chosen[i])));
    }
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRejected(@ForAll long seed, @ForAll byte[] value) {
    var random = new Random(seed);
    Schema schema = randomRecord(random, 0, new int[1]);
    List<String> paths = new ArrayList<>();
    collect(schema, "", paths);
    assertThat(decode(schema, value, paths.get(random.nextInt(paths.size()))))
        .isInstanceOfAny(Event.class, Undecodable.class);
  }

  private static Object at(Object datum, String path) {
    Object value = datum;
    for (String step : path.split("\\.")) {
      value = value instanceof Record record ? record.get(step) : null;
    }
    return oracle(value);
  }

  /** For types without logical ones. */
  private static Object oracle(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case CharSequence text -> text.toString();
      case GenericData.EnumSymbol symbol -> symbol.toString();
      case GenericData.Fixed fixed -> fixed.bytes();
      case ByteBuffer bytes -> Arrays.copyOf(bytes.array(), bytes.limit());
      case List<?> elements -> elements.stream().map(AvroBodyTest::oracle).toList();
      case Map<?, ?> members -> {
        Map<String, Object> plain = new HashMap<>();
        members.forEach((name, member) -> plain.put(name.toString(), oracle(member)));
        yield plain;
      }
      case Record record -> {
        Map<String, Object> plain = new HashMap<>();
        record
            .getSchema()
            .getFields()
            .forEach(f -> plain.put(f.name(), oracle(record.get(f.pos()))));
        yield plain;
      }
      case null, default -> value;
    };
  }

  private static void collect(Schema schema, String prefix, List<String> paths) {
    if (schema.isUnion()) {
      schema.getTypes().forEach(branch -> collect(branch, prefix, paths));
    } else if (schema.getType() == Schema.Type.RECORD) {
      for (Schema.Field field : schema.getFields()) {
        paths.add(prefix + field.name());
        collect(field.schema(), prefix + field.name() + ".", paths);
      }
    }
  }

  private static Schema randomRecord(Random random, int depth, int[] names) {
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      fields.add(new Schema.Field("f" + i, randomSchema(random, depth + 1, names)));
    }
    return Schema.createRecord("R" + names[0]++, null, "n", false, fields);
  }

  private static Schema randomSchema(Random random, int depth, int[] names) {
    return switch (random.nextInt(depth > 3 ? 9 : 13)) {
      case 0 -> Schema.create(Schema.Type.BOOLEAN);
      case 1 -> Schema.create(Schema.Type.INT);
      case 2 -> Schema.create(Schema.Type.LONG);
      case 3 -> Schema.create(Schema.Type.FLOAT);
      case 4 -> Schema.create(Schema.Type.DOUBLE);
      case 5 -> Schema.create(Schema.Type.STRING);
      case 6 -> Schema.create(Schema.Type.BYTES);
      case 7 -> Schema.createEnum("E" + names[0]++, null, "n", List.of("A", "B"));
      case 8 -> Schema.createFixed("F" + names[0]++, null, "n", 3);
      case 9 -> Schema.createArray(randomSchema(random, depth + 1, names));
      case 10 -> Schema.createMap(randomSchema(random, depth + 1, names));
      case 11 ->
          Schema.createUnion(Schema.create(Schema.Type.NULL), randomRecord(random, depth, names));
      default -> randomRecord(random, depth, names);
    };
  }

  private static Object randomDatum(Schema schema, Random random) {
    return switch (schema.getType()) {
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextGaussian();
      case STRING -> "s" + random.nextInt();
      case BYTES -> ByteBuffer.wrap(("b" + random.nextInt()).getBytes(StandardCharsets.US_ASCII));
      case ENUM -> new GenericData.EnumSymbol(schema, random.nextBoolean() ? "A" : "B");
      case FIXED -> new GenericData.Fixed(schema, new byte[] {1, 2, (byte) random.nextInt()});
      case ARRAY ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(_ -> randomDatum(schema.getElementType(), random))
              .toList();
      case MAP ->
          Collections.singletonMap(
              "k" + random.nextInt(), randomDatum(schema.getValueType(), random));
      case UNION -> random.nextBoolean() ? null : randomDatum(schema.getTypes().get(1), random);
      case RECORD -> {
        var record = new Record(schema);
        schema.getFields().forEach(f -> record.put(f.pos(), randomDatum(f.schema(), random)));
        yield record;
      }
      case NULL -> null;
    };
  }

  private Decoded read(Schema schema, Object datum, String... paths) {
    return decode(schema, written(schema, datum), paths);
  }

  private Decoded decode(Schema schema, byte[] bytes, String... paths) {
    Projection projection = Messages.paths(paths);
    slots = new Object[projection.size()];
    ByteBuffer value = ByteBuffer.wrap(bytes);
    return new AvroFormat()
        .body(SEVEN, new RegisteredSchema(Kind.AVRO, schema.toString(), List.of()), projection)
        .read(value, value, slots);
  }

  private static byte[] written(Schema schema, Object datum) {
    try {
      var out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<>(schema).write(datum, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Record record(Schema schema, Object... namesAndValues) {
    var record = new Record(schema);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      record.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return record;
  }

  private static Schema field(String type) {
    return parse(
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":" + type + "}]}");
  }

  private static Schema tree() {
    return SchemaBuilder.record("T")
        .fields()
        .requiredInt("n")
        .name("next")
        .type()
        .unionOf()
        .nullType()
        .and()
        .type("T")
        .endUnion()
        .noDefault()
        .endRecord();
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }
}
