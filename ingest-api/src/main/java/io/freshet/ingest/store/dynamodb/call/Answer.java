package io.freshet.ingest.store.dynamodb.call;

/** What a call came to that was neither lost nor refused. */
public sealed interface Answer {
  byte[] body();

  /**
   * Done.
   *
   * @param body DynamoDB's answer
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
  record Done(byte[] body) implements Answer {}

  /**
   * Its condition did not hold, and nothing was done.
   *
   * @param body DynamoDB's answer, with the item that was there, if it was asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
  record ConditionFailed(byte[] body) implements Answer {}
}
