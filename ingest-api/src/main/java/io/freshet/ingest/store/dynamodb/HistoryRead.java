package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.StoredRow;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The greatest version of a range of history, read from its newest end. The sort key settles event
 * time and sequence; among rows that share both, the ingestion time decides, which it does not
 * hold: so reading goes on to the first row that differs.
 */
final class HistoryRead {
  private final DynamoDbAsyncClient client;
  private final ViewPlan view;
  private final CallTime time;

  HistoryRead(DynamoDbAsyncClient client, ViewPlan view, CallTime time) {
    this.client = client;
    this.view = view;
    this.time = time;
  }

  CompletableFuture<Optional<StoredRow>> newest(QueryRequest query) {
    return page(query, Optional.empty())
        .handle((row, failure) -> {
          if (failure != null) {
            throw Failures.of(failure);
          }
          return row;
        });
  }

  private CompletableFuture<Optional<StoredRow>> page(
      QueryRequest query, Optional<StoredRow> before) {
    QueryRequest timed = query.toBuilder().overrideConfiguration(time::limit).build();
    return client.query(timed).thenCompose(response -> continued(query, before, response));
  }

  private CompletableFuture<Optional<StoredRow>> continued(
      QueryRequest query, Optional<StoredRow> before, QueryResponse response) {
    Optional<StoredRow> best = before;
    for (Map<String, AttributeValue> item : response.items()) {
      StoredRow row = ItemReader.row(item, view);
      if (best.isPresent() && !tied(best.get(), row)) {
        return CompletableFuture.completedFuture(best);
      }
      best = Optional.of(best.isPresent() ? greater(best.get(), row) : row);
    }
    return response.lastEvaluatedKey().isEmpty()
        ? CompletableFuture.completedFuture(best)
        : page(query.toBuilder().exclusiveStartKey(response.lastEvaluatedKey()).build(), best);
  }

  private static boolean tied(StoredRow one, StoredRow other) {
    return one.version().eventTime() == other.version().eventTime()
        && one.version().sequence().equals(other.version().sequence());
  }

  private static StoredRow greater(StoredRow one, StoredRow other) {
    return one.version().compareTo(other.version()) >= 0 ? one : other;
  }
}
