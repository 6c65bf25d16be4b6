package io.freshet.bridge.push;

import io.freshet.api.RecordErrorType;
import io.freshet.api.RequestErrorType;
import io.freshet.bridge.push.Answer.AllBlocked;
import io.freshet.bridge.push.Answer.Fault;
import io.freshet.bridge.push.Answer.Foreign;
import io.freshet.bridge.push.Answer.Invalid;
import io.freshet.bridge.push.Answer.PartlyStored;
import io.freshet.bridge.push.Answer.SchemaMoved;
import io.freshet.bridge.push.Answer.SourceBlocked;
import io.freshet.bridge.push.Answer.Stored;
import io.freshet.bridge.push.Answer.TooLarge;
import io.freshet.bridge.push.Answer.TryAgain;
import io.freshet.bridge.push.AnswerReader.Body;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The failure table, for what an HTTP server can answer. Only an answer that is recognisably the
 * ingest API's to this very request can move an offset or refuse a record; anything else, a foreign
 * 200 included, means: try again.
 */
final class Judge {
  private static final int MAX_QUOTE = 300;

  private Judge() {}

  /**
   * Judges one answer.
   *
   * @param sentId the request id that was sent, and must come back
   * @param records how many records the request carried
   */
  static Answer judge(
      int status, byte[] json, Optional<Duration> retryAfter, String sentId, int records) {
    Optional<Body> read = AnswerReader.read(json).filter(body -> body.requestId().equals(sentId));
    if (read.isEmpty()) {
      return new Foreign(
          "status " + status + " with a body that is not the ingest API's", retryAfter);
    }
    Body body = read.get();
    if (status == 200) {
      return body.error().isEmpty() && body.metrics()
          ? new Stored()
          : new Foreign("status 200 without ingest metrics", retryAfter);
    }
    return body.error().isEmpty()
        ? new Foreign("status " + status + " without a request error", retryAfter)
        : refused(body.error().get(), body, retryAfter, records);
  }

  private static Answer refused(
      RequestErrorType error, Body body, Optional<Duration> retryAfter, int records) {
    String reason = error + ": " + quote(body.message());
    return switch (error) {
      case THROTTLED, OVERLOADED, STORE_UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL ->
          failed(body, reason, retryAfter, records);
      case INVALID_RECORDS -> invalid(body, reason, records);
      case MALFORMED_REQUEST -> new SchemaMoved(reason);
      case REQUEST_TOO_LARGE, TOO_MANY_RECORDS -> new TooLarge();
      case UNAUTHENTICATED -> new AllBlocked(reason);
      case PERMISSION_DENIED, UNKNOWN_WORKSPACE, UNKNOWN_PUSH_SOURCE -> new SourceBlocked(reason);
    };
  }

  private static Answer failed(
      Body body, String reason, Optional<Duration> retryAfter, int records) {
    Set<Integer> notStored =
        body.faults().stream()
            .filter(fault -> fault.type() == RecordErrorType.NOT_STORED)
            .map(Fault::index)
            .collect(Collectors.toSet());
    boolean named = !notStored.isEmpty() && within(notStored, records);
    return named
        ? new PartlyStored(notStored, reason, retryAfter)
        : new TryAgain(reason, retryAfter);
  }

  /** What only says that the schema has moved on blames no record. */
  private static Answer invalid(Body body, String reason, int records) {
    List<Fault> faults = body.faults();
    boolean named =
        !faults.isEmpty()
            && within(faults.stream().map(Fault::index).collect(Collectors.toSet()), records);
    return named && faults.stream().allMatch(Judge::blamesTheRecord)
        ? new Invalid(faults)
        : new SchemaMoved(reason + faults.stream().findFirst().map(Judge::detail).orElse(""));
  }

  private static boolean blamesTheRecord(Fault fault) {
    return switch (fault.type()) {
      case MISSING_REQUIRED, OUT_OF_RANGE, TIME_OUT_OF_RANGE, TOO_LARGE, INVALID_ENTITY -> true;
      case UNKNOWN_FIELD, TYPE_MISMATCH, NOT_STORED -> false;
    };
  }

  private static String detail(Fault fault) {
    return " (" + fault.type() + ": " + quote(fault.message()) + ")";
  }

  private static String quote(String message) {
    return message.length() > MAX_QUOTE ? message.substring(0, MAX_QUOTE) + "…" : message;
  }

  private static boolean within(Set<Integer> indexes, int records) {
    return indexes.stream().allMatch(index -> index >= 0 && index < records);
  }
}
