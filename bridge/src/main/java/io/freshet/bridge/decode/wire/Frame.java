package io.freshet.bridge.decode.wire;

import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.registry.SchemaId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * A message in the Confluent wire format (Confluent documentation, "Formats, Serializers, and
 * Deserializers": wire format): magic 0 and a 4-byte id, or magic 1 and a 16-byte GUID, in front of
 * the value or in the header {@code __value_schema_id}.
 *
 * @param head what stands behind the id
 * @param body the value behind all of that; the same buffer where the id is in front of it
 */
record Frame(SchemaId schema, ByteBuffer head, ByteBuffer body) {
  private static final String HEADER = "__value_schema_id";
  private static final int ID_BYTES = 4;
  private static final int GUID_BYTES = 16;

  /** Takes a message apart; empty where it is in another format. */
  static Optional<Frame> of(SourceRecord source) {
    byte[] value = source.value();
    if (value == null) {
      return Optional.empty();
    }
    for (SourceHeader header : source.headers().reversed()) {
      if (header.name().equals(HEADER)) {
        byte[] id = header.value();
        return id == null
            ? Optional.empty()
            : of(ByteBuffer.wrap(id), Optional.of(ByteBuffer.wrap(value)));
      }
    }
    return of(ByteBuffer.wrap(value), Optional.empty());
  }

  private static Optional<Frame> of(ByteBuffer head, Optional<ByteBuffer> elsewhere) {
    if (!head.hasRemaining()) {
      return Optional.empty();
    }
    byte magic = head.get();
    Optional<SchemaId> schema =
        magic == 0 ? number(head) : magic == 1 ? guid(head) : Optional.empty();
    return schema.map(id -> new Frame(id, head, elsewhere.orElse(head)));
  }

  private static Optional<SchemaId> number(ByteBuffer head) {
    return head.remaining() < ID_BYTES
        ? Optional.empty()
        : Optional.of(new SchemaId.Numbered(head.getInt()));
  }

  private static Optional<SchemaId> guid(ByteBuffer head) {
    return head.remaining() < GUID_BYTES
        ? Optional.empty()
        : Optional.of(new SchemaId.Guid(new UUID(head.getLong(), head.getLong())));
  }
}
