package io.freshet.ingest.answer;

import io.freshet.api.RequestErrorType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a request is not answered with what it asked for.
 *
 * @param retryAfter when to try again, where that is known better than by the type alone
 */
public record Refusal(
    RequestErrorType type,
    String message,
    List<RecordError> records,
    Optional<Duration> retryAfter) {

  public Refusal {
    records = List.copyOf(records);
  }

  public Refusal(RequestErrorType type, String message, List<RecordError> records) {
    this(type, message, records, Optional.empty());
  }

  public Refusal(RequestErrorType type, String message) {
    this(type, message, List.of());
  }

  /** The same, with the time after which trying again has a chance. */
  public Refusal after(Duration time) {
    return new Refusal(type, message, records, Optional.of(time));
  }
}
