package io.freshet.bridge.decode.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Messages;
import io.freshet.bridge.decode.Numeral;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.wire.Body;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.RegisteredSchema.Import;
import io.freshet.bridge.registry.SchemaId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufBodyTest {
  private static final SchemaId SEVEN = new SchemaId.Numbered(7);
  private static final RegisteredSchema ALL =
      new RegisteredSchema(
          Kind.PROTOBUF,
          """
          syntax = "proto3";
          package t;
          import "part.proto";
          import "confluent/meta.proto";
          import "confluent/type/decimal.proto";
          message First {}
          message All {
            option (confluent.message_meta) = {doc: "all"};
            double a = 1; float b = 2; int32 c = 3; int64 d = 4; uint32 e = 5; uint64 f = 6;
            sint32 g = 7; sint64 h = 8; fixed32 i = 9; fixed64 j = 10; sfixed32 k = 11; sfixed64 l = 12;
            bool m = 13; string n = 14; bytes o = 15; Kind p = 16; part.Part q = 17;
            repeated part.Part r = 18; map<string, part.Part> s = 19; optional string t = 20;
            oneof u { string v = 21; int32 w = 22; }
            confluent.type.Decimal x = 23;
            All next = 24;
            enum Kind { ZERO = 0; ONE = 1; }
          }
          """,
          List.of(
              new Import(
                  "deep/er.proto",
                  "syntax = \"proto3\"; package part; message Er { int32 z = 1; }"),
              new Import(
                  "part.proto",
                  """
                  syntax = "proto3"; package part; import public "deep/er.proto";
                  message Part { int32 y = 1; Er er = 2; }
                  """)));
  private static final FileDescriptor FILE = compiled(ALL);
  private static final Descriptor MESSAGE = FILE.findMessageTypeByName("All");

  private Object[] slots = {};

  @Test
  void unsignedNumbersAreExact() {
    read(message("e", -1, "f", -1L, "i", -2, "j", Long.MIN_VALUE), "e", "f", "i", "j");
    assertThat(slots)
        .containsExactly(
            4294967295L,
            new Numeral("18446744073709551615"),
            4294967294L,
            new Numeral("9223372036854775808"));
  }

  @Test
  void aConstantWithoutANameStaysANumber() {
    var all = DynamicMessage.newBuilder(MESSAGE);
    FieldDescriptor kind = MESSAGE.findFieldByName("p");
    all.setField(kind, kind.getEnumType().findValueByNumberCreatingIfUnknown(9));
    read(all.build(), "p");
    assertThat(slots).containsExactly(9L);
  }

  @Test
  void theLastMemberOfAOneofWins() {
    byte[] both = joined(message("v", "text").toByteArray(), message("w", 5).toByteArray());
    decode(both, "v", "w");
    assertThat(slots).containsExactly(null, 5L);
  }

  @Test
  void aMessageInTwoPiecesIsMerged() {
    Descriptor part = MESSAGE.findFieldByName("q").getMessageType();
    var first = DynamicMessage.newBuilder(part).setField(part.findFieldByName("y"), 3).build();
    Descriptor er = part.findFieldByName("er").getMessageType();
    var second =
        DynamicMessage.newBuilder(part)
            .setField(
                part.findFieldByName("er"),
                DynamicMessage.newBuilder(er).setField(er.findFieldByName("z"), 4).build())
            .build();
    decode(
        joined(message("q", first).toByteArray(), message("q", second).toByteArray()),
        "q.y",
        "q.er.z",
        "q");
    assertThat(slots).containsExactly(3L, 4L, Map.of("y", 3L, "er", Map.of("z", 4L)));
  }

  @Test
  void fieldsThatTheSchemaDoesNotKnowAreSkipped() {
    byte[] unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                500,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("x"))
                    .build())
            .build()
            .toByteArray();
    assertThat(decode(joined(unknown, message("c", 1).toByteArray()), "c"))
        .isInstanceOf(Event.class);
    assertThat(slots).containsExactly(1L);
  }

  @Test
  void aDecimalIsExact() {
    Descriptor decimal = MESSAGE.findFieldByName("x").getMessageType();
    var value =
        DynamicMessage.newBuilder(decimal)
            .setField(
                decimal.findFieldByName("value"),
                ByteString.copyFrom(new byte[] {(byte) 0xff, 0x38}))
            .setField(decimal.findFieldByName("scale"), 4)
            .build();
    read(message("x", value), "x");
    assertThat(slots).containsExactly(new Numeral("-0.0200"));
  }

  @ParameterizedTest
  @CsvSource({
    "00, First",
    "0200, First",
    "0202, All",
    "040204, ''",
    "0203, ''",
    "01, ''",
    "'', ''",
    "ff, ''",
    "ffffffffffffffff7f, ''",
    "0202ff, All",
    "fe0102, ''",
    "040200, ''"
  })
  void theIndexesSayWhichMessageItIs(String hex, String message) {
    byte[] head = HexFormat.of().parseHex(hex);
    Decoded decoded = decode(ByteBuffer.wrap(head), ByteBuffer.allocate(0), "n");
    if (message.isEmpty()) {
      assertThat(decoded).isInstanceOf(Undecodable.class);
    } else {
      assertThat(decoded).isInstanceOf(Event.class);
      assertThat(slots[0]).isEqualTo(message.equals("All") ? "" : null);
    }
  }

  @Test
  void nestingWithoutEndIsUndecodable() {
    byte[] deep = {};
    for (int i = 0; i < 200; i++) {
      deep = joined(new byte[] {(byte) 0xc2, 1}, varint(deep.length), deep); // field 24, in itself
    }
    assertThat(decode(deep, "c")).isInstanceOf(Undecodable.class);
  }

  @Test
  void aTimestampThatIsNoneIsUndecodable() {
    var schema =
        new RegisteredSchema(
            Kind.PROTOBUF,
            "syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\"; message M { google.protobuf.Timestamp t = 1; }",
            List.of());
    Body body = new ProtobufFormat().body(SEVEN, schema, Messages.paths("t"));
    ByteBuffer first = ByteBuffer.wrap(new byte[1]);
    ByteBuffer value = ByteBuffer.wrap(new byte[] {10, 2, 16, 0x7f});
    assertThat(body.read(first, value, new Object[1])).isInstanceOf(Event.class);
    byte[] tooMany =
        joined(
            new byte[] {10, 6, 16},
            new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7});
    assertThat(body.read(ByteBuffer.wrap(new byte[1]), ByteBuffer.wrap(tooMany), new Object[1]))
        .isInstanceOf(Undecodable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not a schema | is not a Protobuf schema",
        "syntax = \"proto3\"; message M { Missing a = 1; } | Missing",
        "syntax = \"proto3\"; import \"missing.proto\"; message M {} | imports missing.proto",
        "syntax = \"proto3\"; message M { int32 a = 1; int32 b = 1; } | is not a Protobuf schema",
        "syntax = \"proto2\"; message M { optional group G = 1 { optional int32 a = 1; } } | group"
      })
  void aSchemaOfNoUseRefusesItsMessages(String text, String expected) {
    Body body =
        new ProtobufFormat()
            .body(SEVEN, new RegisteredSchema(Kind.PROTOBUF, text, List.of()), Messages.paths("a"));
    ByteBuffer value = ByteBuffer.wrap(new byte[1]);
    assertThat(body.read(value, value, new Object[1]).toString())
        .startsWith("Undecodable")
        .contains("schema 7", expected);
  }

  /** What DynamicMessage has written, field by field, is what is read. */
  @Property(tries = 300)
  void aProjectionReadsWhatWasWritten(@ForAll long seed) {
    var random = new Random(seed);
    DynamicMessage written = random(MESSAGE, random, 0);
    for (FieldDescriptor field : MESSAGE.getFields()) {
      if (field.getType() != FieldDescriptor.Type.MESSAGE) {
        read(written, field.getName());
        assertThat(slots[0]).as(field.getName()).isEqualTo(oracle(written, field));
      }
    }
    read(written, "q.er.z", "next.q.y", "r");
    Message q = (Message) written.getField(MESSAGE.findFieldByName("q"));
    boolean has = written.hasField(MESSAGE.findFieldByName("q"));
    Descriptor part = q.getDescriptorForType();
    Message er = (Message) q.getField(part.findFieldByName("er"));
    assertThat(slots[0])
        .isEqualTo(
            has && q.hasField(part.findFieldByName("er"))
                ? ((Integer) er.getField(er.getDescriptorForType().findFieldByName("z")))
                    .longValue()
                : null);
    assertThat((List<?>) slots[2])
        .hasSize(written.getRepeatedFieldCount(MESSAGE.findFieldByName("r")));
  }

  @Property(tries = 1_000)
  void anyBytesAreReadOrRejected(@ForAll byte[] value) {
    assertThat(decode(value, "n", "q.er.z", "s", "x"))
        .isInstanceOfAny(Event.class, Undecodable.class);
  }

  private static Object oracle(DynamicMessage message, FieldDescriptor field) {
    if (field.hasPresence() && !message.hasField(field)) {
      return null;
    }
    Object value = message.getField(field);
    return switch (field.getType()) {
      case DOUBLE, BOOL, STRING -> value;
      case FLOAT -> ((Float) value).doubleValue();
      case INT32, SINT32, SFIXED32 -> ((Integer) value).longValue();
      case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
      case INT64, SINT64, SFIXED64 -> value;
      case UINT64, FIXED64 ->
          (Long) value >= 0 ? value : new Numeral(Long.toUnsignedString((Long) value));
      case BYTES -> ((ByteString) value).toByteArray();
      case ENUM -> value.toString();
      default -> throw new AssertionError(field);
    };
  }

  private static DynamicMessage random(Descriptor type, Random random, int depth) {
    var message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      if (random.nextBoolean()) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(3); i > 0; i--) {
          message.addRepeatedField(field, random(field, random, depth));
        }
      } else if (field.getType() != FieldDescriptor.Type.MESSAGE || depth < 3) {
        message.setField(field, random(field, random, depth));
      }
    }
    return message.build();
  }

  private static Object random(FieldDescriptor field, Random random, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> "s" + random.nextInt(3);
      case BYTE_STRING -> ByteString.copyFromUtf8("b" + random.nextInt());
      case ENUM -> field.getEnumType().getValues().get(random.nextInt(2));
      case MESSAGE -> random(field.getMessageType(), random, depth + 1);
    };
  }

  private static DynamicMessage message(Object... namesAndValues) {
    var message = DynamicMessage.newBuilder(MESSAGE);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      message.setField(MESSAGE.findFieldByName((String) namesAndValues[i]), namesAndValues[i + 1]);
    }
    return message.build();
  }

  private Decoded read(Message message, String... paths) {
    return decode(message.toByteArray(), paths);
  }

  private Decoded decode(byte[] value, String... paths) {
    return decode(ByteBuffer.wrap(new byte[] {2, 2}), ByteBuffer.wrap(value), paths);
  }

  private Decoded decode(ByteBuffer head, ByteBuffer value, String... paths) {
    Projection projection = Messages.paths(paths);
    slots = new Object[projection.size()];
    return new ProtobufBody("schema 7", new ProtobufFile(FILE), projection)
        .read(head, value, slots);
  }

  private static byte[] varint(int value) {
    return value < 128
        ? new byte[] {(byte) value}
        : new byte[] {(byte) (value | 0x80), (byte) (value >>> 7)};
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static FileDescriptor compiled(RegisteredSchema schema) {
    try {
      return ProtobufSchemas.compile(schema);
    } catch (ProtobufSchemas.Unusable e) {
      throw new AssertionError(e);
    }
  }
}
