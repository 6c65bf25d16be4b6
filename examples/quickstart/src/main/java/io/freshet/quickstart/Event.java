package io.freshet.quickstart;

import java.util.Optional;

/**
 * One event on its way into the topic.
 *
 * @param key the message key: the user's id, so that a user's events share a partition
 * @param value the message's bytes
 * @param transaction what must be stored of it; empty for an event that nothing can be stored of
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Event(String key, byte[] value, Optional<Transaction> transaction) {

  /** What an intact event says, in the names of the push source. */
  public record Transaction(
      String userId, String transactionId, double amount, String currency, long eventTimeMillis) {}
}
