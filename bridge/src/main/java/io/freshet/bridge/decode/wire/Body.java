package io.freshet.bridge.decode.wire;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Undecodable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads messages that one schema describes. Serves one thread. */
@FunctionalInterface
public interface Body {

  /**
   * As {@link io.freshet.bridge.decode.Decoder}, for what is behind the schema's id.
   *
   * @param head backed by an array; where a format has more to say of the schema than its id, this
   *     begins with it. The same buffer as the body, unless the id is in a header
   * @param body backed by an array
   */
  Decoded read(ByteBuffer head, ByteBuffer body, @Nullable Object[] slots);

  /** For a schema that is of no use: refuses every message that names it. */
  static Body refusing(String message) {
    return (_, _, _) -> Undecodable.because(message);
  }
}
