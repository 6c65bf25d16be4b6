package io.freshet.bridge.decode.avro;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.Projection.Node;
import io.freshet.bridge.decode.wire.Body;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Avro binary that one schema has written. */
final class AvroBody implements Body {
  private final String name;
  private final Node root;
  private final AvroProjection projection;
  private final GenericDatumReader<@Nullable Object> datums;
  private @Nullable BinaryDecoder decoder;
  private @Nullable Object last;

  /**
   * Reads with a writer's schema.
   *
   * @param name of the schema, for messages
   */
  AvroBody(String name, Schema writer, Projection paths) {
    this.name = name;
    this.root = paths.root();
    this.projection = new AvroProjection(writer, root);
    this.datums = new GenericDatumReader<>(writer, projection.reader(), new GenericData());
  }

  @Override
  public Decoded read(ByteBuffer head, ByteBuffer body, @Nullable Object[] slots) {
    Arrays.fill(slots, null);
    try {
      decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  body.array(), body.arrayOffset() + body.position(), body.remaining(), decoder);
      last = datums.read(last, decoder);
      if (!decoder.isEnd()) {
        return Undecodable.because("the value goes on behind what " + name + " describes");
      }
      fill(projection.reader(), last, root, slots);
      return new Event();
    } catch (EOFException _) {
      return broken("it ends in the middle");
    } catch (IOException | RuntimeException e) {
      // Avro's reader answers malformed bytes with half a dozen kinds of unchecked exception.
      return broken(e.getClass().getSimpleName());
    } catch (StackOverflowError _) {
      return broken("it is nested too deeply");
    }
  }

  private Undecodable broken(String how) {
    last = null;
    decoder = null;
    return Undecodable.because("the value is not what " + name + " describes: " + how);
  }

  private void fill(Schema schema, @Nullable Object datum, Node node, @Nullable Object[] slots) {
    Schema actual = AvroValues.branch(schema, datum);
    if (node.slot() >= 0 || datum instanceof Map<?, ?>) {
      node.take(AvroValues.plain(actual, datum), slots);
    } else if (datum instanceof IndexedRecord record) {
      for (Field field : record.getSchema().getFields()) {
        Node child = projection.node(field);
        if (child != null) {
          fill(field.schema(), record.get(field.pos()), child, slots);
        }
      }
    }
  }
}
