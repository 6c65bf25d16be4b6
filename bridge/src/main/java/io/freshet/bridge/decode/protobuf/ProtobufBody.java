package io.freshet.bridge.decode.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.wire.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages of one .proto file; which one it is, each says. */
final class ProtobufBody implements Body {
  private final String name;
  private final ProtobufFile file;
  private final Projection projection;
  private final Map<MessageIndexes, Reading> readings = new HashMap<>();

  /** One message type and where its fields go. */
  private record Reading(Descriptor message, MessagePlan plan) {}

  /**
   * Reads with a compiled schema.
   *
   * @param name of the schema, for messages
   */
  ProtobufBody(String name, ProtobufFile file, Projection projection) {
    this.name = name;
    this.file = file;
    this.projection = projection;
  }

  @Override
  public Decoded read(ByteBuffer head, ByteBuffer body, @Nullable Object[] slots) {
    Optional<MessageIndexes> indexes = MessageIndexes.take(head);
    if (indexes.isEmpty()) {
      return Undecodable.because("no message indexes behind the schema's id");
    }
    Optional<Reading> reading = reading(indexes.get());
    return reading.isPresent()
        ? read(reading.get(), body, slots)
        : Undecodable.because(name + " has no message " + indexes.get());
  }

  private Decoded read(Reading reading, ByteBuffer body, @Nullable Object[] slots) {
    Arrays.fill(slots, null);
    try {
      DynamicMessage message =
          DynamicMessage.parseFrom(reading.message(), CodedInputStream.newInstance(body));
      if (projection.root().slot() >= 0) {
        slots[projection.root().slot()] = ProtobufValues.members(message);
      }
      reading.plan().fill(message, slots);
      return new Event();
    } catch (IOException | DateTimeException | ArithmeticException e) {
      // Of protobuf's messages, none quotes what it has read.
      return Undecodable.because(
          "the value is not a %s of %s: %s"
              .formatted(reading.message().getFullName(), name, e.getMessage()));
    }
  }

  private Optional<Reading> reading(MessageIndexes indexes) {
    Reading known = readings.get(indexes);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Reading> found =
        file.message(indexes.indexes())
            .map(message -> new Reading(message, new MessagePlan(message, projection.root())));
    found.ifPresent(reading -> readings.put(indexes, reading));
    return found;
  }
}
