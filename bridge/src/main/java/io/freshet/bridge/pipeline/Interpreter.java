package io.freshet.bridge.pipeline;

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
    return patience
        .decode(decoder, record, translator.slots(), slot)
        .map(decoded -> translator.translate(record, decoded));
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
