package io.freshet.bridge.format;

import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.KeyDecoder;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.map.MessageDecoder;
import io.freshet.bridge.map.TopicMapping;
import java.util.function.Function;

/**
 * What makes decoders of a topic's messages.
 *
 * @param values by the paths into an event
 * @param keys by the paths into a key
 */
public record TopicFormat(
    Function<Projection, Decoder> values, Function<Projection, KeyDecoder> keys) {

  /** A new decoder of all that a mapping names, for one thread. */
  public Decoder of(TopicMapping mapping) {
    return new MessageDecoder(
        mapping, values.apply(mapping.projection()), keys.apply(mapping.key()));
  }
}
