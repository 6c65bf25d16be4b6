package io.freshet.bridge.decode.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Messages;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireDecoderTest {
  private final Projection projection = Messages.paths("a");
  private final Object[] slots = new Object[1];
  private final List<SchemaId> asked = new ArrayList<>();
  private Lookup answer = found(Kind.JSON_SCHEMA);

  @Test
  void theSchemaIsAskedForOnce() {
    WireDecoder decoder = decoder();
    for (int i = 0; i < 3; i++) {
      assertThat(decoder.decode(Messages.of(framed(7, "{\"a\":" + i + "}")), slots))
          .isInstanceOf(Event.class);
      assertThat(slots[0]).isEqualTo((long) i);
    }
    assertThat(asked).containsExactly(new SchemaId.Numbered(7));
  }

  @Test
  void anIdMayUseAllItsBits() {
    decoder().decode(Messages.of(framed(0xfffffffe, "{}")), slots);
    assertThat(asked).containsExactly(new SchemaId.Numbered(-2));
  }

  @Test
  void aGuidMayStandInFrontOrInTheHeader() {
    UUID guid = UUID.randomUUID();
    byte[] id = guid(guid);
    byte[] json = "{\"a\":5}".getBytes(StandardCharsets.UTF_8);
    byte[] inFront = ByteBuffer.allocate(17 + json.length).put(id).put(json).array();
    assertThat(decoder().decode(Messages.of(inFront), slots)).isInstanceOf(Event.class);
    assertThat(decoder().decode(withHeader(id, json), slots)).isInstanceOf(Event.class);
    assertThat(asked).containsExactly(new SchemaId.Guid(guid), new SchemaId.Guid(guid));
    assertThat(slots[0]).isEqualTo(5L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "0000",
        "000000",
        "00000000",
        "0200000007",
        "7b7d",
        "01ffffffffffffffffffffffffffffff"
      })
  void whatHasNoIdIsUndecodableAndNobodyIsAsked(String hex) {
    byte[] value = HexFormat.of().parseHex(hex);
    assertThat(decoder().decode(Messages.of(value), slots).toString())
        .startsWith("Undecodable")
        .contains("wire format");
    assertThat(asked).isEmpty();
  }

  @Test
  void noValueAndAnEmptyHeaderAreUndecodable() {
    assertThat(decoder().decode(Messages.of((byte[]) null), slots)).isInstanceOf(Undecodable.class);
    assertThat(decoder().decode(withHeader(new byte[0], framed(7, "{}")), slots))
        .isInstanceOf(Undecodable.class);
    assertThat(decoder().decode(withHeader(null, framed(7, "{}")), slots))
        .isInstanceOf(Undecodable.class);
  }

  @Test
  void anIdWithoutAValueIsUndecodable() {
    assertThat(decoder().decode(Messages.of(framed(7, "")), slots)).isInstanceOf(Undecodable.class);
  }

  @Test
  void anOutageIsNotNowAndRememberedByNobody() {
    answer = new Lookup.NotNow("down");
    WireDecoder decoder = decoder();
    SourceDecodes decodes = () -> decoder.decode(Messages.of(framed(7, "{\"a\":1}")), slots);
    assertThat(decodes.once()).isEqualTo(new NotNow("down"));
    assertThat(decodes.once()).isEqualTo(new NotNow("down"));
    answer = found(Kind.JSON_SCHEMA);
    assertThat(decodes.once()).isInstanceOf(Event.class);
  }

  @Test
  void anUnknownSchemaIsNamed() {
    answer = new Lookup.Unknown("404");
    assertThat(decoder().decode(Messages.of(framed(7, "{}")), slots).toString())
        .startsWith("Undecodable")
        .contains("unknown schema 7: 404");
  }

  @Test
  void aSchemaOfAnotherKindIsNamed() {
    answer = found(Kind.AVRO);
    assertThat(decoder().decode(Messages.of(framed(7, "{}")), slots).toString())
        .startsWith("Undecodable")
        .contains("schema 7 is of the kind AVRO, the topic's format is JSON_SCHEMA");
  }

  @Property(tries = 300)
  void anyBytesAreReadOrRejected(@ForAll byte[] value) {
    assertThat(decoder().decode(Messages.of(value), slots))
        .isInstanceOfAny(Event.class, Undecodable.class);
  }

  private interface SourceDecodes {
    Decoded once();
  }

  private WireDecoder decoder() {
    return new WireDecoder(
        id -> {
          asked.add(id);
          return answer;
        },
        new JsonSchemaFormat(),
        projection);
  }

  private static Lookup found(Kind kind) {
    return new Lookup.Found(new RegisteredSchema(kind, "{}", List.of()));
  }

  private static byte[] framed(int id, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  private static byte[] guid(UUID guid) {
    return ByteBuffer.allocate(17)
        .put((byte) 1)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  private static SourceRecord withHeader(byte[] id, byte[] value) {
    return new SourceRecord(
        new Origin("t", 0),
        1,
        0,
        null,
        value,
        List.of(new SourceHeader("__value_schema_id", id), new SourceHeader("other", null)));
  }
}
