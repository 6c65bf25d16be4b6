package io.freshet.ingest.store.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.freshet.ingest.health.StoreCheck;
import io.freshet.ingest.write.StoreException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads a row that is not there: that needs no permission which reads do not need too. */
final class DynamoDbCheck implements StoreCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** No row's key looks so: theirs begin with a workspace. */
  private static final String NOBODY = "|";

  private final DynamoDbAsyncClient client;
  private final BatchGetItemRequest request;

  DynamoDbCheck(DynamoDbAsyncClient client, TableNames tables) {
    this.client = client;
    List<Map<String, AttributeValue>> key = List.of(Map.of(Attribute.KEY, fromS(NOBODY)));
    this.request =
        BatchGetItemRequest.builder()
            .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE))
            .requestItems(Map.of(tables.online(), KeysAndAttributes.builder().keys(key).build()))
            .build();
  }

  @Override
  public CompletableFuture<Boolean> answers() {
    return client
        .batchGetItem(request)
        .handle((_, failure) -> failure == null || Failures.of(failure).kind() == Kind.THROTTLED);
  }
}
