package io.freshet.bridge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A decoder's values as JSON, for comparing: numbers without trailing zeros, bytes as base64. */
public final class SlotJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SlotJson() {}

  public static JsonNode of(Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Boolean flag -> JSON.booleanNode(flag);
      case Long number -> number(new BigDecimal(number));
      case Double number -> number(new BigDecimal(number.toString()));
      case Numeral number -> number(new BigDecimal(number.text()));
      case String text -> JSON.textNode(text);
      case Instant instant -> JSON.textNode(instant.toString());
      case byte[] bytes -> JSON.textNode(Base64.getEncoder().encodeToString(bytes));
      case List<?> elements -> {
        ArrayNode array = JSON.arrayNode();
        elements.forEach(element -> array.add(of(element)));
        yield array;
      }
      case Map<?, ?> members -> {
        ObjectNode object = JSON.objectNode();
        members.forEach((name, member) -> object.set((String) name, of(member)));
        yield object;
      }
      default -> throw new AssertionError("no decoder may answer a " + value.getClass());
    };
  }

  /** JSON as it was written, in the same form; {@code "#123"} is a number that JavaScript cuts. */
  public static JsonNode of(JsonNode written) {
    if (written.isNumber()) {
      return number(written.decimalValue());
    }
    if (written.isTextual() && written.textValue().startsWith("#")) {
      return number(new BigDecimal(written.textValue().substring(1)));
    }
    if (written.isArray()) {
      ArrayNode array = JSON.arrayNode();
      written.forEach(element -> array.add(of(element)));
      return array;
    }
    if (written.isObject()) {
      ObjectNode object = JSON.objectNode();
      written.properties().forEach(member -> object.set(member.getKey(), of(member.getValue())));
      return object;
    }
    return written;
  }

  private static JsonNode number(BigDecimal number) {
    return JSON.textNode(
        "number " + (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()));
  }
}
