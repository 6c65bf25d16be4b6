package io.freshet.bridge.encode;

import io.freshet.bridge.decode.avro.AvroFormat;
import io.freshet.bridge.registry.RegisteredSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Avro binary. */
final class AvroEncoder {
  private AvroEncoder() {}

  /**
   * Without anything in front of it.
   *
   * @param json as a decoder of JSON leaves it
   */
  static byte[] encode(RegisteredSchema registered, @Nullable Object json) throws Misfit {
    Schema schema = schema(registered);
    Object datum = AvroDatums.of(schema, json, "");
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(schema).write(datum, encoder);
      encoder.flush();
    } catch (IOException | RuntimeException e) {
      throw new Misfit("Avro cannot write it: " + e.getMessage());
    }
    return out.toByteArray();
  }

  private static Schema schema(RegisteredSchema registered) throws Misfit {
    try {
      return AvroFormat.parsed(registered);
    } catch (AvroRuntimeException e) {
      throw new Misfit("the schema is not one of Avro that can be used: " + e.getMessage());
    }
  }
}
