package io.freshet.ingest.serve.status;

import com.linecorp.armeria.common.HttpStatus;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.grpc.Status;
import java.time.Duration;

/**
 * The table of outcomes: for each type of error, its HTTP status, its gRPC status, and whether the
 * caller should try again.
 */
public record Statuses(HttpStatus http, Status.Code grpc, boolean retryable) {
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** The row of the table. */
  public static Statuses of(RequestErrorType type) {
    return switch (type) {
      case MALFORMED_REQUEST, TOO_MANY_RECORDS, INVALID_RECORDS ->
          settled(HttpStatus.BAD_REQUEST, Status.Code.INVALID_ARGUMENT);
      case UNAUTHENTICATED -> settled(HttpStatus.UNAUTHORIZED, Status.Code.UNAUTHENTICATED);
      case PERMISSION_DENIED -> settled(HttpStatus.FORBIDDEN, Status.Code.PERMISSION_DENIED);
      case UNKNOWN_WORKSPACE, UNKNOWN_PUSH_SOURCE ->
          settled(HttpStatus.NOT_FOUND, Status.Code.NOT_FOUND);
      case REQUEST_TOO_LARGE ->
          settled(HttpStatus.REQUEST_ENTITY_TOO_LARGE, Status.Code.OUT_OF_RANGE);
      case THROTTLED -> again(HttpStatus.TOO_MANY_REQUESTS, Status.Code.RESOURCE_EXHAUSTED);
      case OVERLOADED, STORE_UNAVAILABLE ->
          again(HttpStatus.SERVICE_UNAVAILABLE, Status.Code.UNAVAILABLE);
      case DEADLINE_EXCEEDED -> again(HttpStatus.GATEWAY_TIMEOUT, Status.Code.DEADLINE_EXCEEDED);
      case INTERNAL -> again(HttpStatus.INTERNAL_SERVER_ERROR, Status.Code.INTERNAL);
    };
  }

  /** What gRPC calls it. */
  public String grpcName() {
    return grpc.name();
  }

  /** When to try again: what {@code RetryInfo} says. */
  public static Duration retryAfter(Refusal refusal) {
    return refusal.retryAfter().orElse(WAIT);
  }

  /** The same in the whole seconds of {@code Retry-After}, never too early. */
  public static long wholeSeconds(Refusal refusal) {
    return Math.max(1, retryAfter(refusal).plusSeconds(1).minusNanos(1).toSeconds());
  }

  private static Statuses settled(HttpStatus http, Status.Code grpc) {
    return new Statuses(http, grpc, false);
  }

  private static Statuses again(HttpStatus http, Status.Code grpc) {
    return new Statuses(http, grpc, true);
  }
}
