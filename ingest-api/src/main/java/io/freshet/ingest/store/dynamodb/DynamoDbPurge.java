package io.freshet.ingest.store.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.freshet.ingest.purge.PurgeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Removes a key's rows: the online one by itself, the history in batches. */
final class DynamoDbPurge implements PurgeTables {
  private static final int PAGE = 4 * BatchDelete.MOST;

  private final DynamoDbAsyncClient client;
  private final TableNames tables;
  private final Pause pause;

  DynamoDbPurge(DynamoDbAsyncClient client, TableNames tables, Pause pause) {
    this.client = client;
    this.tables = tables;
    this.pause = pause;
  }

  @Override
  public CompletableFuture<Integer> removeOnline(String key) {
    return client
        .deleteItem(delete ->
            delete
                .tableName(tables.online())
                .key(Map.of(Attribute.KEY, fromS(key)))
                .returnValues(ReturnValue.ALL_OLD))
        .handle((response, failure) -> {
          if (failure != null) {
            throw Failures.of(failure);
          }
          return response.attributes().isEmpty() ? 0 : 1;
        });
  }

  @Override
  public CompletableFuture<Integer> removeHistory(String key) {
    QueryRequest page =
        QueryRequest.builder()
            .tableName(tables.history())
            .keyConditionExpression("pk = :key")
            .expressionAttributeValues(Map.of(":key", fromS(key)))
            .projectionExpression("pk, sk")
            .consistentRead(true)
            .limit(PAGE)
            .build();
    return client
        .query(page)
        .thenCompose(this::remove)
        .handle((removed, failure) -> {
          if (failure != null) {
            throw Failures.of(failure);
          }
          return removed;
        });
  }

  private CompletableFuture<Integer> remove(QueryResponse found) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>(found.items());
    var delete = new BatchDelete(client, tables.history(), pause);
    CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    for (int from = 0; from < keys.size(); from += BatchDelete.MOST) {
      var batch = keys.subList(from, Math.min(from + BatchDelete.MOST, keys.size()));
      done = done.thenCompose(_ -> delete.all(batch));
    }
    return done.thenApply(_ -> keys.size());
  }
}
