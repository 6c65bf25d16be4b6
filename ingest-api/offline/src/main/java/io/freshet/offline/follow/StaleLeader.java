package io.freshet.offline.follow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Removes the lock of a leader that was killed. One worker gives shards to all, and holds a lock
 * for that, whose version it renews. The library never takes the lock of a dead one over
 * (awslabs/amazon-kinesis-client, issue 1803), and no shard would be given to anybody again. So
 * each worker watches the version, and deletes a lock that has not been renewed for its whole
 * duration, on the condition that it still has not.
 */
final class StaleLeader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StaleLeader.class);
  private static final String VERSION = "recordVersionNumber";
  private static final Map<String, AttributeValue> KEY =
      Map.of("key", AttributeValue.fromS("Leader"));

  private final DynamoDbAsyncClient client;
  private final String table;
  private final Duration duration;
  private final LongSupplier nanos;
  private Optional<String> seen = Optional.empty();
  private long since;

  /**
   * Watches.
   *
   * @param duration after which a lock that was not renewed is nobody's
   */
  StaleLeader(DynamoDbAsyncClient client, String leases, Duration duration, LongSupplier nanos) {
    this.client = client;
    this.table = leases + "-CoordinatorState";
    this.duration = duration;
    this.nanos = nanos;
  }

  /** Looks once. */
  @Override
  public void run() {
    try {
      Optional<String> version = version();
      if (!version.equals(seen)) {
        seen = version;
        since = nanos.getAsLong();
      } else if (version.isPresent() && nanos.getAsLong() - since > duration.toNanos()) {
        delete(version.get());
      }
    } catch (RuntimeException e) {
      LOG.debug("the leader's lock cannot be looked at", e);
    }
  }

  private Optional<String> version() {
    try {
      return Optional.ofNullable(
              client
                  .getItem(get -> get.tableName(table).key(KEY).consistentRead(true))
                  .join()
                  .item()
                  .get(VERSION))
          .map(AttributeValue::s);
    } catch (CompletionException e) {
      if (e.getCause() instanceof ResourceNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void delete(String version) {
    try {
      client
          .deleteItem(delete ->
              delete
                  .tableName(table)
                  .key(KEY)
                  .conditionExpression("#v = :v")
                  .expressionAttributeNames(Map.of("#v", VERSION))
                  .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(version))))
          .join();
      LOG.info("the worker that gave the shards out is gone; another does it now");
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof ConditionalCheckFailedException)) {
        throw e;
      }
    }
  }
}
