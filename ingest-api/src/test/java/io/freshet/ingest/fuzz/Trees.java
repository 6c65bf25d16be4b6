package io.freshet.ingest.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Jackson's own reading of a document, numbers exact where they can be. */
final class Trees {
  private static final JsonMapper DOUBLES =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final JsonMapper EXACT =
      DOUBLES.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Trees() {}

  /** Empty where the bytes are no JSON document. */
  static Optional<JsonNode> of(byte[] bytes) {
    try {
      return Optional.of(exact(bytes));
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("reading from memory cannot fail", e);
    }
  }

  /** No BigDecimal holds 1e78901234567890, and yet it is JSON. */
  private static JsonNode exact(byte[] bytes) throws IOException {
    try {
      return EXACT.readTree(bytes);
    } catch (NumberFormatException tooLarge) {
      return DOUBLES.readTree(bytes);
    }
  }

  static JsonNode either(JsonNode tree, String snake, String camel) {
    return tree.has(snake) ? tree.path(snake) : tree.path(camel);
  }
}
