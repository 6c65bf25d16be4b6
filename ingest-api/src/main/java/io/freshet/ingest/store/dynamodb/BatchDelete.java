package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Deletes items by their keys. What DynamoDB leaves unprocessed is asked for again. */
final class BatchDelete {
  /** BatchWriteItem takes no more. */
  static final int MOST = 25;

  private static final int ATTEMPTS_WITHOUT_PROGRESS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final DynamoDbAsyncClient client;
  private final String table;
  private final Pause pause;

  BatchDelete(DynamoDbAsyncClient client, String table, Pause pause) {
    this.client = client;
    this.table = table;
    this.pause = pause;
  }

  CompletableFuture<Void> all(List<Map<String, AttributeValue>> keys) {
    return attempt(
        keys.stream()
            .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build())
            .toList(),
        0);
  }

  private CompletableFuture<Void> attempt(List<WriteRequest> deletes, int inVain) {
    return client
        .batchWriteItem(batch -> batch.requestItems(Map.of(table, deletes)))
        .thenCompose(response -> {
          List<WriteRequest> left = response.unprocessedItems().getOrDefault(table, List.of());
          return left.isEmpty()
              ? CompletableFuture.completedFuture(null)
              : again(left, left.size() < deletes.size() ? 0 : inVain + 1);
        });
  }

  private CompletableFuture<Void> again(List<WriteRequest> left, int inVain) {
    if (inVain == ATTEMPTS_WITHOUT_PROGRESS) {
      return CompletableFuture.failedFuture(
          new StoreException(
              Kind.UNAVAILABLE,
              "DynamoDB leaves " + left.size() + " deletes unprocessed, again and again"));
    }
    return pause
        .upTo(FIRST_PAUSE.multipliedBy(1L << inVain))
        .thenCompose(_ -> attempt(left, inVain));
  }
}
