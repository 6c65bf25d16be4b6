package io.freshet.bridge.decode.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Nothing;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.decode.KeyDecoder;
import io.freshet.bridge.decode.Messages;
import io.freshet.bridge.decode.Path;
import io.freshet.bridge.decode.Projection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebeziumDecoderTest {
  private static final String SCHEMA =
      "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"op\"}]},\"payload\":";

  private final Projection projection =
      Messages.paths("id", "name", "address.city", "$envelope.source.lsn", "$envelope.op");
  private final Object[] slots = new Object[projection.size()];
  private final DebeziumDecoder decoder =
      new DebeziumDecoder(projection, JsonDecoder::new, DebeziumDecoderTest::keys);

  @ParameterizedTest
  @ValueSource(strings = {"c", "u", "r"})
  void aChangeIsAnEventOfTheRowAfterIt(String operation) {
    assertThat(decode(null, change(operation, row(1, "old"), row(1, "new"))))
        .isInstanceOf(Event.class);
    assertThat(slots).containsExactly(1L, "new", "Bonn", 4711L, operation);
  }

  @Test
  void theJsonConvertersSchemaMakesNoDifference() {
    assertThat(decode(null, SCHEMA + change("u", "null", row(1, "new")) + "}"))
        .isInstanceOf(Event.class);
    assertThat(slots).containsExactly(1L, "new", "Bonn", 4711L, "u");
  }

  @Test
  void aDeleteIsOneOfTheRowBeforeIt() {
    assertThat(decode("{\"id\":2}", change("d", row(1, "old"), "null"))).isInstanceOf(Delete.class);
    assertThat(slots).containsExactly(1L, "old", "Bonn", 4711L, "d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":1} | null",
        "{\"schema\":{\"id\":9},\"payload\":{\"id\":1}} | null",
        "{\"id\":1} | {\"id\":null,\"name\":null}",
        "{\"id\":2} | {\"id\":1}"
      })
  void whatTheDeleteDoesNotSayTheKeyDoes(String key, String before) {
    assertThat(decode(key, change("d", before, "null"))).isInstanceOf(Delete.class);
    assertThat(slots).containsExactly(1L, null, null, 4711L, "d");
    assertThat(decode(key, SCHEMA + change("d", before, "null") + "}")).isInstanceOf(Delete.class);
    assertThat(slots).containsExactly(1L, null, null, 4711L, "d");
  }

  @Test
  void aKeyThatCannotBeReadIsNotNeeded() {
    assertThat(decode("key", change("d", "{\"id\":1}", "null"))).isInstanceOf(Delete.class);
    assertThat(slots).containsExactly(1L, null, null, 4711L, "d");
    assertThat(decode(null, change("d", "{\"id\":1}", "null"))).isInstanceOf(Delete.class);
  }

  @Test
  void theTombstoneBehindADeleteIsNothing() {
    assertThat(decoder.decode(Messages.of((byte[]) null), slots)).isInstanceOf(Nothing.class);
  }

  @Test
  void aMessageOfNoRowIsNothing() {
    assertThat(decode(null, "{\"op\":\"m\",\"message\":{}}")).isInstanceOf(Nothing.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"op\":\"t\"} | truncated",
        "{\"op\":\"x\"} | op that is not known",
        "{\"op\":7} | no op",
        "{\"id\":1,\"name\":\"unwrapped already\"} | set debezium: false",
        "{} | no op",
        "not JSON | not JSON"
      })
  void whatIsNoChangeIsUndecodable(String value, String expected) {
    assertThat(decode(null, value).toString()).startsWith("Undecodable").contains(expected);
  }

  @Test
  void theEventBeforeIsForgotten() {
    decode(null, change("c", "null", row(1, "new")));
    decode("{\"id\":2}", change("d", "null", "null"));
    assertThat(slots).containsExactly(2L, null, null, 4711L, "d");
  }

  @Test
  void anOutageWithTheKeyIsNotNow() {
    var broken =
        new DebeziumDecoder(
            projection, JsonDecoder::new, _ -> new KeyDecoder((_, _) -> new NotNow("down")));
    byte[] value = change("d", "null", "null").getBytes(StandardCharsets.UTF_8);
    assertThat(broken.decode(Messages.of(new byte[1], value), slots)).isEqualTo(new NotNow("down"));
  }

  @Test
  void theWholeRowMayBeNamed() {
    var whole = new Projection();
    whole.slot(new Path(List.of()));
    Object[] one = new Object[1];
    new DebeziumDecoder(whole, JsonDecoder::new, DebeziumDecoderTest::keys)
        .decode(Messages.of(change("c", "null", "{\"id\":1}")), one);
    assertThat(one).containsExactly(Map.of("id", 1L));
  }

  private static KeyDecoder keys(Projection paths) {
    return new KeyDecoder(new JsonDecoder(paths));
  }

  private Decoded decode(String key, String value) {
    return decoder.decode(
        Messages.of(
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8)),
        slots);
  }

  private static String change(String operation, String before, String after) {
    return "{\"before\":%s,\"after\":%s,\"source\":{\"lsn\":4711,\"table\":\"t\"},\"op\":\"%s\",\"ts_ms\":1}"
        .formatted(before, after, operation);
  }

  private static String row(int id, String name) {
    return "{\"id\":%d,\"name\":\"%s\",\"address\":{\"city\":\"Bonn\"}}".formatted(id, name);
  }
}
