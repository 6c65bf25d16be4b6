package io.freshet.bridge.encode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.freshet.bridge.decode.protobuf.ProtobufFile;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.yaml.NearNames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Protobuf's binary form behind the indexes of its message, from Protobuf's JSON. */
final class ProtobufEncoder {
  private ProtobufEncoder() {}

  /**
   * As it stands behind the schema's id.
   *
   * @param message its name; empty for the first of the file
   */
  static byte[] encode(RegisteredSchema registered, String message, byte[] json) throws Misfit {
    ProtobufFile file = file(registered);
    List<Integer> indexes =
        file.indexes(message)
            .orElseThrow(() ->
                new Misfit(
                    "the schema has no message %s. %s"
                        .formatted(message, NearNames.hint(message, file.messages()))
                        .strip()));
    var out = new ByteArrayOutputStream();
    varint(out, indexes.size());
    indexes.forEach(index -> varint(out, index));
    out.writeBytes(body(file.message(indexes).orElseThrow(), json));
    return out.toByteArray();
  }

  private static byte[] body(Descriptor type, byte[] json) throws Misfit {
    DynamicMessage.Builder builder = DynamicMessage.newBuilder(type);
    try {
      JsonFormat.parser().merge(new String(json, StandardCharsets.UTF_8), builder);
      return builder.build().toByteArray();
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new Misfit("is no " + type.getFullName() + ": " + e.getMessage());
    }
  }

  private static ProtobufFile file(RegisteredSchema registered) throws Misfit {
    try {
      return ProtobufFile.of(registered);
    } catch (IllegalArgumentException e) {
      throw new Misfit("the schema " + e.getMessage());
    }
  }

  /** Zigzag, as the wire format counts; none is longer than a byte or two. */
  private static void varint(ByteArrayOutputStream out, int number) {
    int rest = number << 1;
    while (rest > 0x7f) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
