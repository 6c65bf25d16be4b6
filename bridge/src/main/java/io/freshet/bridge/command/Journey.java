package io.freshet.bridge.command;

import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Settled;
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
    return switch (decoder.decode(message, translator.slots())) {
      case Settled decoded -> translator.translate(message, decoded);
      case NotNow(String reason) -> throw new CommandFailure(reason);
    };
  }
}
