package io.freshet.bridge.command;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.decode.Path;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object, read whole. */
final class JsonEvent {
  private static final Origin NOWHERE = new Origin("", 0);

  private JsonEvent() {}

  /** Its members as a decoder leaves them; empty where it is no JSON object. */
  static Optional<Map<String, @Nullable Object>> members(byte[] json) {
    var projection = new Projection();
    @Nullable Object[] slots = new @Nullable Object[projection.slot(new Path(List.of())) + 1];
    Decoded decoded =
        new JsonDecoder(projection)
            .decode(new SourceRecord(NOWHERE, 0, 0, null, json, List.of()), slots);
    if (!(decoded instanceof Decoded.Event) || !(slots[0] instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    members.forEach((name, value) -> copy.put(String.valueOf(name), value));
    return Optional.of(copy);
  }
}
