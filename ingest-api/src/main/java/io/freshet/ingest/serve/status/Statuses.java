package io.freshet.ingest.serve.status;

import com.linecorp.armeria.common.HttpStatus;
import io.freshet.api.RequestErrorType;
import io.grpc.Status;

/**
 * The table of outcomes: for each type of error, its HTTP status, its gRPC status, and whether the
 * caller should try again.
 */
public record Statuses(HttpStatus http, Status.Code grpc, boolean retryable) {
  /** What {@code Retry-After} and {@code RetryInfo} say where trying again makes sense. */
  public static final int RETRY_AFTER_SECONDS = 1;

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

  private static Statuses settled(HttpStatus http, Status.Code grpc) {
    return new Statuses(http, grpc, false);
  }

  private static Statuses again(HttpStatus http, Status.Code grpc) {
    return new Statuses(http, grpc, true);
  }
}
