package io.freshet.bridge.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.api.RecordErrorType;
import io.freshet.api.RequestErrorType;
import io.freshet.bridge.push.Answer.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the body of an answer, and says whether it is the ingest API's at all. */
final class AnswerReader {
  private static final JsonFactory JSON = new JsonFactory();

  private String requestId = "";
  private String errorType = "";
  private String errorMessage = "";
  private boolean metrics;
  private final List<Fault> faults = new ArrayList<>();

  private AnswerReader() {}

  /**
   * The parts of an answer that matter.
   *
   * @param error absent in a 200
   * @param metrics whether it says what was ingested
   */
  record Body(
      String requestId,
      Optional<RequestErrorType> error,
      String message,
      boolean metrics,
      List<Fault> faults) {}

  /** The body; empty where the bytes are not an answer of the ingest API. */
  static Optional<Body> read(byte[] json) {
    var reader = new AnswerReader();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        reader.readKey(parser.currentName(), parser, parser.nextToken());
      }
      return parser.nextToken() == null ? reader.body() : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Optional<Body> body() {
    if (errorType.isEmpty()) {
      return Optional.of(new Body(requestId, Optional.empty(), errorMessage, metrics, faults));
    }
    return named(RequestErrorType.values(), errorType)
        .map(error -> new Body(requestId, Optional.of(error), errorMessage, metrics, faults));
  }

  private void readKey(String key, JsonParser parser, JsonToken token) throws IOException {
    if (key.equals("requestId") && token == JsonToken.VALUE_STRING) {
      requestId = parser.getText();
    } else if (key.equals("ingestMetrics") && token == JsonToken.START_OBJECT) {
      metrics = true;
      parser.skipChildren();
    } else if (key.equals("requestError") && token == JsonToken.START_OBJECT) {
      readRequestError(parser);
    } else if (key.equals("recordErrors") && token == JsonToken.START_ARRAY) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        readFault(parser);
      }
    } else {
      parser.skipChildren();
    }
  }

  private void readRequestError(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "errorType" -> errorType = parser.getValueAsString("");
        case "errorMessage" -> errorMessage = parser.getValueAsString("");
        default -> parser.skipChildren();
      }
    }
  }

  private void readFault(JsonParser parser) throws IOException {
    int index = -1;
    String type = "";
    String field = "";
    String message = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "recordIndex" -> index = parser.getValueAsInt(-1);
        case "errorType" -> type = parser.getValueAsString("");
        case "field" -> field = parser.getValueAsString("");
        case "errorMessage" -> message = parser.getValueAsString("");
        default -> parser.skipChildren();
      }
    }
    Optional<RecordErrorType> known = named(RecordErrorType.values(), type);
    if (known.isPresent()) {
      faults.add(new Fault(index, known.get(), field, message));
    }
  }

  private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
    return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
  }
}
