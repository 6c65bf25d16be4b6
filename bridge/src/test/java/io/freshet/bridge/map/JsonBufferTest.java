package io.freshet.bridge.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonBufferTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Property
  void jacksonReadsEveryStringAsItWas(@ForAll String text) throws IOException {
    var json = new JsonBuffer();
    json.string(text);
    assertThat(JACKSON.readValue(json.copy(), String.class)).isEqualTo(text);
  }

  @Property
  void numbersReadAsTheJdkWritesThem(@ForAll long number) {
    var json = new JsonBuffer();
    json.number(number);
    assertThat(json.copy()).asString().isEqualTo(Long.toString(number));
  }

  @Test
  void writesTheBordersOfLong() {
    var json = new JsonBuffer();
    json.number(Long.MIN_VALUE).raw(' ').number(Long.MAX_VALUE).raw(' ').number(0);
    assertThat(json.copy()).asString().isEqualTo("-9223372036854775808 9223372036854775807 0");
  }

  @Test
  void keepsHalfASurrogatePair() throws IOException {
    var json = new JsonBuffer();
    json.string("a\uD83D");
    assertThat(JACKSON.readValue(json.copy(), String.class)).isEqualTo("a\uD83D");
  }

  @Test
  void growsBeyondItsFirstSize() throws IOException {
    var json = new JsonBuffer();
    json.string("é".repeat(5_000));
    assertThat(JACKSON.readValue(json.copy(), String.class)).isEqualTo("é".repeat(5_000));
  }
}
