package io.freshet.bridge.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.DecodingConfig.Envelope;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.FormatConfig.Registered;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.Messages;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.SlotJson;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.registry.CachedRegistry;
import io.freshet.bridge.registry.RestRegistry;
import io.freshet.bridge.registry.StubRegistry;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that Confluent's and Apicurio's own serializers have made ({@code src/test/vectors}
 * makes them), read by way of a registry's HTTP answers.
 */
class VectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<StubRegistry> STUBS = new CopyOnWriteArrayList<>();

  record Vector(
      String name,
      String format,
      byte[] value,
      List<SourceHeader> headers,
      JsonNode expected,
      Formats formats) {
    @Override
    public String toString() {
      return name;
    }
  }

  @AfterAll
  static void close() {
    STUBS.forEach(StubRegistry::close);
  }

  static Stream<Vector> messages() throws Exception {
    List<Vector> messages = new ArrayList<>();
    for (String file : List.of("/vectors.json", "/apicurio-vectors.json")) {
      JsonNode vectors = vectors(file);
      Formats formats = formats(vectors.get("schemas"));
      for (JsonNode message : vectors.get("messages")) {
        messages.add(vector(message, formats));
      }
    }
    return messages.stream();
  }

  /** With a registry of its own: its ids mean nothing in another one. */
  private static Formats formats(JsonNode schemas) throws Exception {
    var stub = new StubRegistry();
    STUBS.add(stub);
    for (JsonNode schema : schemas) {
      String body = schema.toString();
      stub.with("/schemas/ids/" + schema.get("id").asInt(), 200, body);
      stub.with("/schemas/guids/" + schema.path("guid").asText(), 200, body);
      stub.with("/subjects/" + schema.get("subject").asText() + "/versions/1", 200, body);
    }
    return new Formats(new CachedRegistry(new RestRegistry(stub.config()), InstantSource.system()));
  }

  private static Vector vector(JsonNode message, Formats formats) {
    List<SourceHeader> headers = new ArrayList<>();
    for (var header : message.get("headers").properties()) {
      headers.add(new SourceHeader(header.getKey(), base64(header.getValue())));
    }
    return new Vector(
        message.get("name").asText(),
        message.get("format").asText(),
        base64(message.get("value")),
        headers,
        message.get("expected"),
        formats);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsWhatOtherPeoplesSerializersWrite(Vector vector) {
    var reading = new Reading(vector);
    assertThat(reading.decode(vector.value())).isInstanceOf(Event.class);
    reading.assertSlots();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageCutShortAnywhereIsReadOrRejected(Vector vector) {
    var reading = new Reading(vector);
    for (int length = 0; length < vector.value().length; length++) {
      Decoded decoded = reading.decode(Arrays.copyOf(vector.value(), length));
      assertThat(decoded).isInstanceOfAny(Event.class, Undecodable.class);
      if (length < 5 && vector.headers().isEmpty() || !vector.format().equals("protobuf")) {
        assertThat(decoded).as("%d bytes", length).isInstanceOf(Undecodable.class);
      }
    }
    assertThat(reading.decode(vector.value())).isInstanceOf(Event.class);
    reading.assertSlots();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageWithBytesChangedIsReadOrRejected(Vector vector) {
    var reading = new Reading(vector);
    var random = new Random(vector.name().hashCode());
    for (int i = 0; i < 1_000; i++) {
      byte[] value = vector.value().clone();
      int from = vector.headers().isEmpty() ? 5 : 0;
      for (int changes = random.nextInt(1, 4); changes > 0 && value.length > from; changes--) {
        value[random.nextInt(from, value.length)] = (byte) random.nextInt();
      }
      assertThat(reading.decode(value)).isInstanceOfAny(Event.class, Undecodable.class);
    }
  }

  /** One vector's paths, decoder and slots. */
  private static final class Reading {
    private final Vector vector;
    private final List<String> paths = new ArrayList<>();
    private final Decoder decoder;
    private final Object[] slots;

    Reading(Vector vector) {
      this.vector = vector;
      var projection = new Projection();
      for (var expected : vector.expected().properties()) {
        paths.add(expected.getKey());
        projection.slot(Messages.path(expected.getKey()));
      }
      Kind kind = Kind.valueOf(vector.format().toUpperCase(Locale.ROOT));
      this.decoder =
          vector
              .formats()
              .open(
                  new DecodingConfig(
                      new Registered(kind),
                      Envelope.NONE,
                      Optional.empty(),
                      new Place("test", 1, "format")),
                  new Problems())
              .values()
              .apply(projection);
      this.slots = new Object[projection.size()];
    }

    Decoded decode(byte[] value) {
      return decoder.decode(
          new SourceRecord(new Origin("t", 0), 1, 0, null, value, vector.headers()), slots);
    }

    void assertSlots() {
      for (int i = 0; i < slots.length; i++) {
        assertThat(SlotJson.of(slots[i]))
            .as(paths.get(i))
            .isEqualTo(SlotJson.of(vector.expected().get(paths.get(i))));
      }
    }
  }

  private static JsonNode vectors(String file) throws IOException {
    try (InputStream in = VectorsTest.class.getResourceAsStream(file)) {
      return JSON.readTree(in);
    }
  }

  private static byte[] base64(JsonNode text) {
    return Base64.getDecoder().decode(text.asText());
  }
}
