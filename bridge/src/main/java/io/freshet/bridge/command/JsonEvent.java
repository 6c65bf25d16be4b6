package io.freshet.bridge.command;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.decode.Path;
import io.freshet.bridge.decode.Projection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON, read whole. */
final class JsonEvent {
  private static final String VALUE = "value";

  private JsonEvent() {}

  /** The members of an object as a decoder leaves them; empty where it is no JSON object. */
  static Optional<Map<String, @Nullable Object>> members(byte[] json) {
    var projection = new Projection();
    @Nullable Object[] slots = new @Nullable Object[projection.slot(new Path(List.of())) + 1];
    Decoded decoded = new JsonDecoder(projection).read(json, 0, json.length, slots);
    if (!(decoded instanceof Decoded.Event) || !(slots[0] instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    members.forEach((name, value) -> copy.put(String.valueOf(name), value));
    return Optional.of(copy);
  }

  /** Any value but null; empty where it is no JSON. */
  static Optional<Object> value(byte[] json) {
    String wrapped = "{\"" + VALUE + "\":" + new String(json, StandardCharsets.UTF_8) + "}";
    return members(wrapped.getBytes(StandardCharsets.UTF_8))
        .filter(members -> members.size() == 1)
        .map(members -> members.get(VALUE));
  }

  static boolean isObject(byte[] json) {
    return value(json).filter(Map.class::isInstance).isPresent();
  }
}
