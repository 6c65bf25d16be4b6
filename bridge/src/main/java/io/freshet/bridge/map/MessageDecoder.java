package io.freshet.bridge.map;

import io.freshet.bridge.config.TopicConfig.Tombstones;
import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Nothing;
import io.freshet.bridge.decode.Decoded.Settled;
import io.freshet.bridge.decode.Decoded.Tombstone;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.KeyDecoder;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A whole message: its value, and its key where the mapping names a part of it. The key's slots
 * stand behind the event's. A key that nobody asks for may be anything.
 */
public final class MessageDecoder implements Decoder {
  private static final Tombstone TOMBSTONE = new Tombstone();

  private final Decoder values;
  private final KeyDecoder keys;
  private final int behindEvent;
  private final @Nullable Object[] keySlots;
  private final boolean tombstonesDelete;

  /**
   * Reads for a mapping.
   *
   * @param values fills the slots of its projection
   * @param keys fills those of its key
   */
  public MessageDecoder(TopicMapping mapping, Decoder values, KeyDecoder keys) {
    this.values = values;
    this.keys = keys;
    this.behindEvent = mapping.projection().size();
    this.keySlots = new @Nullable Object[mapping.key().size()];
    this.tombstonesDelete = mapping.config().onTombstone() == Tombstones.DELETE;
  }

  @Override
  public Decoded decode(SourceRecord source, @Nullable Object[] slots) {
    return switch (source.value() == null ? TOMBSTONE : values.decode(source, slots)) {
      case Tombstone tombstone -> tombstonesDelete ? withKey(tombstone, source, slots) : tombstone;
      case Event event -> withKey(event, source, slots);
      case Delete delete -> withKey(delete, source, slots);
      case Nothing nothing -> nothing;
      case Undecodable undecodable -> undecodable;
      case NotNow notNow -> notNow;
    };
  }

  private Decoded withKey(Settled value, SourceRecord source, @Nullable Object[] slots) {
    if (keySlots.length == 0) {
      return value;
    }
    Arrays.fill(keySlots, null);
    if (source.key() != null) {
      switch (keys.decode(source, keySlots)) {
        case NotNow notNow -> {
          return notNow;
        }
        case Undecodable(Rejection why) -> {
          return Undecodable.because("the key: " + why.message());
        }
        case Event _, Delete _, Tombstone _, Nothing _ -> {
          // the slots have what there is
        }
      }
    }
    System.arraycopy(keySlots, 0, slots, behindEvent, keySlots.length);
    return value;
  }
}
