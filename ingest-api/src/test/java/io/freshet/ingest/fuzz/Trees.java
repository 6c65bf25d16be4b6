package io.freshet.ingest.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Jackson's own reading of a document, numbers exact. */
final class Trees {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Trees() {}

  /** Empty where the bytes are no JSON document. */
  static Optional<JsonNode> of(byte[] bytes) {
    try {
      return Optional.of(MAPPER.readTree(bytes));
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("reading from memory cannot fail", e);
    }
  }

  static JsonNode either(JsonNode tree, String snake, String camel) {
    return tree.has(snake) ? tree.path(snake) : tree.path(camel);
  }
}
