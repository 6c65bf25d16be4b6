package io.freshet.bridge.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {
  private final Projection projection = new Projection();
  private Object[] slots = {};

  @Test
  void picksWhatThePathsNameAndSkipsTheRest() {
    decode(
        "{\"skip\":{\"id\":1,\"deep\":[{}]},\"user\":{\"id\":\"u1\",\"age\":7},\"amount\":1.50}",
        "user.id",
        "amount",
        "user.age",
        "missing");
    assertThat(slots).containsExactly("u1", new Numeral("1.50"), 7L, null);
  }

  @Test
  void keepsNumbersThatALongCannotHoldAsTheyWereWritten() {
    decode("{\"a\":9223372036854775807,\"b\":9223372036854775808,\"c\":1e3}", "a", "b", "c");
    assertThat(slots)
        .containsExactly(Long.MAX_VALUE, new Numeral("9223372036854775808"), new Numeral("1e3"));
  }

  @Test
  void readsContainersWhole() {
    decode("{\"tags\":[\"a\",null,{\"x\":true}],\"m\":{\"k\":[1]}}", "tags", "m");
    assertThat(slots)
        .containsExactly(Arrays.asList("a", null, Map.of("x", true)), Map.of("k", List.of(1L)));
  }

  @Test
  void aPathMayBeTheBeginningOfAnother() {
    decode("{\"a\":{\"b\":{\"c\":1},\"d\":2}}", "a", "a.b.c", "a.d");
    assertThat(slots).containsExactly(Map.of("b", Map.of("c", 1L), "d", 2L), 1L, 2L);
  }

  @Test
  void forgetsTheEventBefore() {
    decode("{\"a\":1}", "a");
    decode("{\"b\":1}", "a");
    assertThat(slots).containsExactly((Object) null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "\"text\"",
        "null",
        "{",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1}}",
        "{} {}",
        "{\"a\":01}",
        "{'a':1}",
        "not JSON",
        "{\"a\":NaN}",
        "\u0000"
      })
  void whatIsNotOneJsonObjectIsUndecodable(String value) {
    assertThat(decode(value, "a")).isInstanceOf(Undecodable.class);
  }

  @Test
  void depthIsLimited() {
    String bomb = "{\"a\":" + "[".repeat(100_000);
    assertThat(decode(bomb, "a")).isInstanceOf(Undecodable.class);
    assertThat(decode(bomb, "other")).isInstanceOf(Undecodable.class);
  }

  @Test
  void messagesNeverQuoteThePayload() {
    assertThat(decode("{\"a\": hunter2}", "a"))
        .isInstanceOfSatisfying(
            Undecodable.class,
            bad -> assertThat(bad.rejection().message()).doesNotContain("hunter").contains("byte"));
  }

  @Property
  void anyBytesAreEitherReadOrRejected(@ForAll byte[] value) {
    var source = new SourceRecord(new Origin("t", 0), 1, 0, null, value, List.of());
    assertThat(new JsonDecoder(projection).decode(source, slots)).isNotNull();
  }

  private Decoded decode(String value, String... paths) {
    for (String path : paths) {
      projection.slot(Messages.path(path));
    }
    slots = new Object[projection.size()];
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return new JsonDecoder(projection)
        .decode(new SourceRecord(new Origin("t", 0), 1, 0, null, bytes, List.of()), slots);
  }
}
