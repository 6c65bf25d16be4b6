package io.freshet.bridge;

import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Nothing;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.TopicMapping;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translator;
import io.freshet.bridge.offsets.Slot;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * From a message to the bytes of what is pushed for it: decode, then map by the mapping in force.
 * Belongs to one thread.
 */
final class Interpreter {
  private final Supplier<TopicMapping> inForce;
  private final Function<TopicMapping, Decoder> decoders;
  private final Patience patience;
  private TopicMapping mapping;
  private Decoder decoder;
  private Translator translator;

  Interpreter(
      Supplier<TopicMapping> inForce, Function<TopicMapping, Decoder> decoders, Patience patience) {
    this.inForce = inForce;
    this.decoders = decoders;
    this.patience = patience;
    this.mapping = inForce.get();
    this.decoder = decoders.apply(mapping);
    this.translator = new Translator(mapping);
  }

  /** What the mapping makes of it; nothing where the partition is somebody else's by now. */
  Optional<Translated> interpret(SourceRecord record, Slot slot) throws InterruptedException {
    keepUp();
    if (record.value() == null) {
      return Optional.of(translator.tombstone(record));
    }
    return switch (patience.decode(decoder, record, translator.slots(), slot)) {
      case Event _ -> Optional.of(translator.event(record));
      case Delete _ -> Optional.of(translator.delete(record));
      case Nothing _ -> Optional.of(new Translated.Skipped());
      case Undecodable bad -> Optional.of(new Translated.Refused(bad.rejection()));
      case NotNow _ -> Optional.empty();
    };
  }

  /** A schema may have moved on since the last record. */
  @SuppressWarnings("ReferenceEquality") // each compilation is a mapping of its own
  private void keepUp() {
    TopicMapping now = inForce.get();
    if (now != mapping) {
      mapping = now;
      decoder = decoders.apply(now);
      translator = new Translator(now);
    }
  }
}
