package io.freshet.bridge.command;

import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Settled;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translator;
import io.freshet.bridge.registry.CachedRegistry;

/** One message through decoder and routes, without a broker or a server behind them. */
record Journey(Decoder decoder, Translator translator) {
  /** A schema registry is asked so often before an id counts as unknown. */
  private static final int ATTEMPTS = CachedRegistry.LOOKUPS;

  /**
   * What would be pushed. Asks again at once where {@code run} would wait: a person does.
   *
   * @throws CommandFailure where the decoder lacks something from outside
   */
  Translated of(SourceRecord message) {
    String reason = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (decoder.decode(message, translator.slots())) {
        case Settled decoded -> {
          return translator.translate(message, decoded);
        }
        case NotNow(String why) -> reason = why;
      }
    }
    throw new CommandFailure(reason);
  }
}
