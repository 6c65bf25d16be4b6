package io.freshet.ingest.store.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * One batch of keys. What DynamoDB leaves unprocessed is asked for again, and is never taken for a
 * row that does not exist: where it stays unprocessed, the whole read fails. An answer that leaves
 * fewer keys than were asked for is progress (DynamoDB answers at most 16 MB at a time), and is not
 * held against the store.
 */
final class BatchRead {
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

  private final DynamoDbAsyncClient client;
  private final String table;
  private final ViewPlan view;
  private final Consistency consistency;
  private final Pause pause;
  private final CallTime time;
  private final Map<String, StoredRow> rows = new HashMap<>();

  BatchRead(
      DynamoDbAsyncClient client,
      String table,
      ViewPlan view,
      Consistency consistency,
      Pause pause,
      CallTime time) {
    this.client = client;
    this.table = table;
    this.view = view;
    this.consistency = consistency;
    this.pause = pause;
    this.time = time;
  }

  CompletableFuture<Map<String, StoredRow>> read(Set<String> keys) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(key -> Map.of(Attribute.KEY, fromS(key))).toList())
            .consistentRead(consistency == Consistency.STRONG)
            .build();
    return attempt(wanted, 0)
        .handle((_, failure) -> {
          if (failure != null) {
            throw Failures.of(failure);
          }
          return rows;
        });
  }

  private CompletableFuture<Void> attempt(KeysAndAttributes wanted, int inVain) {
    var request =
        BatchGetItemRequest.builder()
            .overrideConfiguration(time::limit)
            .requestItems(Map.of(table, wanted))
            .build();
    return client
        .batchGetItem(request)
        .thenCompose(response -> {
          collect(response);
          KeysAndAttributes left = response.unprocessedKeys().get(table);
          return left == null || left.keys().isEmpty()
              ? CompletableFuture.completedFuture(null)
              : again(left, left.keys().size() < wanted.keys().size() ? 0 : inVain + 1);
        });
  }

  private CompletableFuture<Void> again(KeysAndAttributes left, int inVain) {
    if (inVain == ATTEMPTS_WITHOUT_PROGRESS) {
      return CompletableFuture.failedFuture(
          new StoreException(
              Kind.UNAVAILABLE,
              "DynamoDB leaves " + left.keys().size() + " keys unprocessed, again and again"));
    }
    return pause
        .upTo(FIRST_PAUSE.multipliedBy(1L << inVain))
        .thenCompose(_ -> attempt(left, inVain));
  }

  private void collect(BatchGetItemResponse response) {
    List<Map<String, AttributeValue>> items = response.responses().getOrDefault(table, List.of());
    for (Map<String, AttributeValue> item : items) {
      AttributeValue key = item.get(Attribute.KEY);
      if (key != null) {
        rows.put(key.s(), ItemReader.row(item, view));
      }
    }
  }
}
