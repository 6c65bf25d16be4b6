package io.freshet.bridge.decode.debezium;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Nothing;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.KeyDecoder;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.event.SourceRecord;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's change events (Debezium documentation, "Data change events"): the row behind the
 * envelope, in any format. A path leads into the row; {@code $envelope.PATH} into the envelope.
 * Creates, updates and snapshot reads are events of the new row; a delete is a delete of what is
 * known of the old row, and of its key; a tombstone behind one is nothing.
 */
public final class DebeziumDecoder implements Decoder {
  private final Envelope envelope;
  private final Decoder values;
  private final KeyDecoder keys;
  private final KeyPaths keyPaths;

  /**
   * Reads with other formats' decoders.
   *
   * @param paths what the mapping names
   * @param values what reads messages for other paths
   * @param keys what reads their keys
   */
  public DebeziumDecoder(
      Projection paths,
      Function<Projection, Decoder> values,
      Function<Projection, KeyDecoder> keys) {
    this.envelope = new Envelope(paths);
    this.values = values.apply(envelope.projection());
    this.keyPaths = new KeyPaths(paths);
    this.keys = keys.apply(keyPaths.projection());
  }

  @Override
  public Decoded decode(SourceRecord source, @Nullable Object[] slots) {
    if (source.value() == null) {
      return new Nothing();
    }
    Decoded decoded = values.decode(source, envelope.slots());
    return decoded instanceof Event ? unwrapped(source, slots) : decoded;
  }

  private Decoded unwrapped(SourceRecord source, @Nullable Object[] slots) {
    return switch (envelope.operation()) {
      case "c", "u", "r" -> {
        envelope.after(slots);
        yield new Event();
      }
      case "d" -> delete(source, slots);
      case "m" -> new Nothing(); // a message in the log, of no row
      case "t" ->
          Undecodable.because(
              "the table was truncated: what it held is still stored, and can only be purged");
      case "" ->
          Undecodable.because(
              "no op: not a Debezium change event. If it is unwrapped already, set debezium: false");
      default -> Undecodable.because("a Debezium change event with an op that is not known");
    };
  }

  private Decoded delete(SourceRecord source, @Nullable Object[] slots) {
    envelope.before(slots);
    if (source.key() == null || !keyPaths.needed(slots)) {
      return new Delete();
    }
    Decoded key = keys.decode(source, keyPaths.slots());
    if (key instanceof NotNow notNow) {
      return notNow;
    }
    if (key instanceof Event) {
      keyPaths.complete(slots);
    }
    // A key in another format is of no use: what the mapping then misses, it says.
    return new Delete();
  }
}
