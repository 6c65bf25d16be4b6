package io.freshet.bridge.command;

import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Nothing;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translator;

/** One message through decoder and routes, without a broker or a server behind them. */
record Journey(Decoder decoder, Translator translator) {

  /**
   * What would be pushed.
   *
   * @throws CommandFailure where the decoder lacks something from outside
   */
  Translated of(SourceRecord message) {
    if (message.value() == null) {
      return translator.tombstone(message);
    }
    return switch (decoder.decode(message, translator.slots())) {
      case Event _ -> translator.event(message);
      case Delete _ -> translator.delete(message);
      case Nothing _ -> new Translated.Skipped();
      case Undecodable bad -> new Translated.Refused(bad.rejection());
      case NotNow(String reason) -> throw new CommandFailure(reason);
    };
  }
}
