package io.freshet.bridge.decode.deserializer;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.avro.AvroValues;
import io.freshet.bridge.decode.protobuf.ProtobufValues;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * What a Kafka {@code Deserializer} makes of a message: an Avro record, a Protobuf message, a map,
 * or JSON as a tree, text or bytes.
 */
final class DeserializerDecoder implements Decoder {
  private final Deserializer<?> deserializer;
  private final Projection projection;
  private final JsonDecoder json;

  DeserializerDecoder(Deserializer<?> deserializer, Projection projection) {
    this.deserializer = deserializer;
    this.projection = projection;
    this.json = new JsonDecoder(projection);
  }

  @Override
  public Decoded decode(SourceRecord source, @Nullable Object[] slots) {
    Arrays.fill(slots, null);
    try {
      return read(
          deserializer.deserialize(source.origin().topic(), headers(source), source.value()),
          slots);
    } catch (RuntimeException e) {
      // Somebody else's code: what it throws is all that it says.
      Optional<String> outage = Outage.behind(e);
      return outage.isPresent()
          ? new NotNow(outage.get())
          : Undecodable.because(name(deserializer) + " refused it: " + name(e));
    }
  }

  private Decoded read(@Nullable Object value, @Nullable Object[] slots) {
    return switch (value) {
      case IndexedRecord record -> take(AvroValues.members(record), slots);
      case Message message -> take(ProtobufValues.members(message), slots);
      case Map<?, ?> members -> take(Plain.members(members), slots);
      case JsonNode tree -> json(tree.toString().getBytes(StandardCharsets.UTF_8), slots);
      case String text -> json(text.getBytes(StandardCharsets.UTF_8), slots);
      case byte[] bytes -> json(bytes, slots);
      case null -> Undecodable.because(name(deserializer) + " made nothing of it");
      default ->
          Undecodable.because(
              "%s made a %s of it: only Avro records, Protobuf messages, maps and JSON can be read"
                  .formatted(name(deserializer), name(value)));
    };
  }

  private Decoded take(Map<?, ?> members, @Nullable Object[] slots) {
    projection.root().take(members, slots);
    return new Event();
  }

  private Decoded json(byte[] bytes, @Nullable Object[] slots) {
    return json.read(bytes, 0, bytes.length, slots);
  }

  private static Headers headers(SourceRecord source) {
    var headers = new RecordHeaders();
    for (SourceHeader header : source.headers()) {
      headers.add(header.name(), header.value());
    }
    return headers;
  }

  private static String name(Object object) {
    return object.getClass().getName();
  }
}
