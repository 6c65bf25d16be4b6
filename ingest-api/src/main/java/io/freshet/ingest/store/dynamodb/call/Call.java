package io.freshet.ingest.store.dynamodb.call;

import java.time.Duration;

/**
 * A call.
 *
 * @param operation its name, such as {@code PutItem}
 * @param body its request, in JSON
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares calls
record Call(String operation, byte[] body, Limit limit) {

  /** What is left of the call's time, retries included. */
  @FunctionalInterface
  interface Limit {
    Duration left();
  }
}
