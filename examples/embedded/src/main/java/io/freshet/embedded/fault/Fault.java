package io.freshet.embedded.fault;

import java.time.Duration;

/** What {@link FaultProxy} does to a request instead of just passing it on. */
public sealed interface Fault {

  /**
   * Answers this, and does not pass the request on.
   *
   * @param status the HTTP status
   * @param body JSON
   */
  record Answer(int status, String body) implements Fault {}

  /** Passes the request on after a while. */
  record Delay(Duration duration) implements Fault {}

  /**
   * Takes the request and answers nothing until the injection is removed; then the connection is
   * reset.
   */
  record Hang() implements Fault {}

  /** Resets the connection; the request is not passed on. */
  record ResetBefore() implements Fault {}

  /**
   * Passes the request on, waits until it is done, and resets the connection instead of answering.
   */
  record ResetAfter() implements Fault {}

  /**
   * Passes on only the first keys of a BatchGetItem, and returns the others as UnprocessedKeys.
   *
   * @param processed how many keys of each table are passed on, at least one
   */
  record Unprocessed(int processed) implements Fault {
    /** DynamoDB refuses a request without keys. */
    public Unprocessed {
      if (processed < 1) {
        throw new IllegalArgumentException("at least one key is processed, not " + processed);
      }
    }
  }

  /** DynamoDB's answer when a table's provisioned write throughput is used up. */
  static Fault throttle() {
    return throttle("TableWriteProvisionedThroughputExceeded");
  }

  /**
   * DynamoDB's answer when it throttles.
   *
   * @param reason as in ThrottlingReasons: ResourceType + OperationType + LimitType
   */
  static Fault throttle(String reason) {
    return new Answer(
        400,
        """
        {"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
         "message": "The level of configured provisioned throughput for the table was exceeded.",
         "ThrottlingReasons": [{"reason": "%s",
           "resource": "arn:aws:dynamodb:us-east-1:000000000000:table/injected"}]}
        """
            .formatted(reason));
  }

  /** DynamoDB's answer when it has failed itself. */
  static Fault internalError() {
    return new Answer(
        500,
        """
        {"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError",
         "message": "The request processing has failed because of an unknown error."}
        """);
  }
}
