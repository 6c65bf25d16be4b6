package io.freshet.api;

/**
 * Why one record of a request was not accepted, or not stored: {@code recordErrors[].errorType}.
 */
public enum RecordErrorType {
  MISSING_REQUIRED,
  UNKNOWN_FIELD,
  TYPE_MISMATCH,
  OUT_OF_RANGE,
  TIME_OUT_OF_RANGE,
  TOO_LARGE,
  INVALID_ENTITY,
  /** The record is valid, its write failed: push it again. */
  NOT_STORED
}
