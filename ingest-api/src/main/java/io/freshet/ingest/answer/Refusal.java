package io.freshet.ingest.answer;

import io.freshet.api.RequestErrorType;
import java.util.List;

/** Why a request is not answered with what it asked for. */
public record Refusal(RequestErrorType type, String message, List<RecordError> records) {

  public Refusal {
    records = List.copyOf(records);
  }

  public Refusal(RequestErrorType type, String message) {
    this(type, message, List.of());
  }
}
