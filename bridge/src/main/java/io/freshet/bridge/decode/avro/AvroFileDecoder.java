package io.freshet.bridge.decode.avro;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.wire.Body;
import io.freshet.bridge.event.SourceRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Avro binary without anything in front of it, all written with one schema. */
public final class AvroFileDecoder implements Decoder {
  private final Body body;

  private AvroFileDecoder(Body body) {
    this.body = body;
  }

  /**
   * Decoders for the messages that a file's schema describes.
   *
   * @throws IOException where the file cannot be read, or holds no Avro schema of a record
   */
  public static Function<Projection, Decoder> of(Path file) throws IOException {
    Schema writer = parsed(file);
    return paths -> new AvroFileDecoder(new AvroBody(file.toString(), writer, paths));
  }

  @Override
  public Decoded decode(SourceRecord source, @Nullable Object[] slots) {
    byte[] value = source.value();
    if (value == null) {
      return Undecodable.because("expected Avro, got nothing");
    }
    ByteBuffer buffer = ByteBuffer.wrap(value);
    return body.read(buffer, buffer, slots);
  }

  private static Schema parsed(Path file) throws IOException {
    try {
      return AvroSchemas.record(AvroSchemas.parser().parse(Files.readString(file)));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: is there such a file?", e);
    } catch (AvroRuntimeException e) {
      throw new IOException(file + " is not an Avro schema that can be used: " + e.getMessage(), e);
    }
  }
}
