package io.freshet.bridge.encode;

import io.freshet.bridge.registry.RegisteredSchema;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Bytes as a producer would have written them. */
public final class Written {
  private Written() {}

  /**
   * By a schema.
   *
   * @param message of a Protobuf schema; empty for its first
   * @param json the text
   * @param parsed the same as a decoder of JSON leaves it
   * @throws Misfit where it is not of that schema
   */
  public static byte[] by(
      RegisteredSchema schema, String message, byte[] json, @Nullable Object parsed) throws Misfit {
    return switch (schema.kind()) {
      case AVRO -> AvroEncoder.encode(schema, parsed);
      case PROTOBUF -> ProtobufEncoder.encode(schema, message, json);
      case JSON_SCHEMA -> json;
    };
  }

  /** The Confluent wire format around it: a magic 0 and the schema's id. */
  public static byte[] framed(int id, byte[] body) {
    return ByteBuffer.allocate(1 + Integer.BYTES + body.length)
        .put((byte) 0)
        .putInt(id)
        .put(body)
        .array();
  }
}
