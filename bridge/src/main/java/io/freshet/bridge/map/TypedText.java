package io.freshet.bridge.map;

import io.freshet.schema.FieldType;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Values as a push would write them, so that two ways to write one value compare equal. */
public final class TypedText {
  private TypedText() {}

  /**
   * The JSON of a decoded value as one of a type; what is not of that type is said to be so.
   *
   * @param raw as a decoder leaves it
   */
  public static String of(FieldType type, Object raw) {
    return switch (new Typing(type, Optional.empty()).convert(raw)) {
      case Converted(Object value) -> {
        var json = new JsonBuffer();
        JsonValues.write(json, value);
        yield new String(json.copy(), StandardCharsets.UTF_8);
      }
      case Rejected bad -> "no " + type.text() + " (" + bad.message() + ")";
    };
  }
}
