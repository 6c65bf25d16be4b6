package io.freshet.api;

/** Why a request was not answered with 200: {@code requestError.errorType}. */
public enum RequestErrorType {
  MALFORMED_REQUEST,
  TOO_MANY_RECORDS,
  INVALID_RECORDS,
  UNAUTHENTICATED,
  PERMISSION_DENIED,
  UNKNOWN_WORKSPACE,
  UNKNOWN_PUSH_SOURCE,
  REQUEST_TOO_LARGE,
  THROTTLED,
  OVERLOADED,
  STORE_UNAVAILABLE,
  DEADLINE_EXCEEDED,
  /** A bug in the server: 500. */
  INTERNAL
}
