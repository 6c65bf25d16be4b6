package io.freshet.bridge.decode.deserializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import io.freshet.bridge.config.FormatConfig.Named;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.Messages;
import io.freshet.bridge.decode.Numeral;
import java.io.EOFException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeserializerClassTest {
  private final Object[] slots = new Object[1];

  /** Answers what a test says, with what it was configured with. */
  public static final class Scripted implements Deserializer<Object> {
    static Function<Map<String, ?>, Object> script = config -> config;
    private Map<String, ?> config = Map.of();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      if (isKey || configs.containsKey("refuse")) {
        throw new IllegalArgumentException("configured wrongly");
      }
      config = configs;
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
      return script.apply(config);
    }
  }

  /** As Confluent's client throws it. */
  static final class RestClientException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    RestClientException(int status) {
      super("status " + status);
      this.status = status;
    }

    public int getStatus() {
      return status;
    }
  }

  static Stream<Arguments> results() throws Exception {
    var record =
        new GenericRecordBuilder(SchemaBuilder.record("R").fields().requiredInt("a").endRecord())
            .set("a", 5)
            .build();
    return Stream.of(
        Arguments.of(record, "a", 5L),
        Arguments.of(Timestamp.newBuilder().setSeconds(5).build(), "seconds", 5L),
        Arguments.of(Map.of("a", Map.of("b", 5)), "a.b", 5L),
        Arguments.of(Map.of("a", new BigDecimal("1.50")), "a", new Numeral("1.50")),
        Arguments.of(Map.of("a", List.of((short) 1, 0.5f)), "a", List.of(1L, 0.5)),
        Arguments.of(Map.of("a", new Date(0)), "a", Instant.EPOCH),
        Arguments.of(new ObjectMapper().readTree("{\"a\":{\"b\":5}}"), "a.b", 5L),
        Arguments.of("{\"a\":5}", "a", 5L),
        Arguments.of("{\"a\":5}".getBytes(StandardCharsets.UTF_8), "a", 5L));
  }

  @ParameterizedTest
  @MethodSource("results")
  void readsWhatADeserializerAnswers(Object result, String path, Object expected) throws Exception {
    assertThat(decoded(path, _ -> result)).isInstanceOf(Event.class);
    assertThat(slots).containsExactly(expected);
  }

  @Test
  void bytesInAMapStayBytes() throws Exception {
    decoded("a", _ -> Map.of("a", ByteBuffer.wrap(new byte[] {1, 2})));
    assertThat((byte[]) slots[0]).containsExactly(1, 2);
  }

  @Test
  void aDeserializerIsConfiguredWithItsProperties() throws Exception {
    assertThat(decoded("color", config -> config)).isInstanceOf(Event.class);
    assertThat(slots).containsExactly("red");
  }

  @Test
  void whatCannotBeReadIsNamed() throws Exception {
    assertThat(decoded("a", _ -> new Object()).toString())
        .startsWith("Undecodable")
        .contains("made a java.lang.Object of it");
    assertThat(decoded("a", _ -> null)).isInstanceOf(Undecodable.class);
    assertThat(decoded("a", _ -> "text")).isInstanceOf(Undecodable.class);
    assertThat(open(LongDeserializer.class.getName()).decode(Messages.of(new byte[3]), slots))
        .isInstanceOf(Undecodable.class);
    assertThat(open(StringDeserializer.class.getName()).decode(Messages.of("{\"a\":1}"), slots))
        .isInstanceOf(Event.class);
  }

  @Test
  void messagesQuoteNothingOfWhatADeserializerSays() throws Exception {
    assertThat(thrown(new SerializationException("bad: hunter2", new EOFException())).toString())
        .startsWith("Undecodable")
        .doesNotContain("hunter2");
  }

  @Test
  void aDeserializerThatReachesNobodyIsNotNow() throws Exception {
    assertThat(thrown(new SerializationException(new ConnectException("refused"))))
        .isInstanceOf(NotNow.class);
    assertThat(thrown(new TimeoutException("slow"))).isInstanceOf(NotNow.class);
    for (int status : new int[] {401, 403, 429, 500, 503}) {
      assertThat(thrown(new SerializationException(new RestClientException(status))))
          .isInstanceOf(NotNow.class);
    }
    assertThat(thrown(new SerializationException(new RestClientException(404))))
        .isInstanceOf(Undecodable.class);
  }

  @Test
  void aClassOfNoUseIsSaidAtTheStart() {
    assertThatThrownBy(() -> open("com.example.Missing"))
        .hasMessageContaining("no class com.example.Missing: put its jar on the class path");
    assertThatThrownBy(() -> open("java.lang.Object"))
        .hasMessageContaining("not a Kafka Deserializer");
    assertThatThrownBy(() -> open("java.lang.Math")).hasMessageContaining("no constructor");
    assertThatThrownBy(
            () -> DeserializerClass.of(new Named(Scripted.class.getName(), Map.of("refuse", "x"))))
        .hasMessageContaining("configured wrongly");
  }

  private Decoded thrown(RuntimeException failure) throws Exception {
    return decoded(
        "a",
        _ -> {
          throw failure;
        });
  }

  private Decoded decoded(String path, Function<Map<String, ?>, Object> script) throws Exception {
    Scripted.script = script;
    return DeserializerClass.of(new Named(Scripted.class.getName(), Map.of("color", "red")))
        .apply(Messages.paths(path))
        .decode(Messages.of("x"), slots);
  }

  private static Decoder open(String className) throws Exception {
    return DeserializerClass.of(new Named(className, Map.of())).apply(Messages.paths("a"));
  }
}
