package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.WriteTables;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Conditional puts. A condition that fails is an answer, not an error. */
final class DynamoDbWrites implements WriteTables {
  private static final String ABSENT = "attribute_not_exists(pk)";
  private static final String ABSENT_OR_OLDER = "attribute_not_exists(pk) OR #v < :v";

  private final DynamoDbAsyncClient client;
  private final TableNames tables;
  private final CallTime time;

  DynamoDbWrites(DynamoDbAsyncClient client, TableNames tables, CallTime time) {
    this.client = client;
    this.tables = tables;
    this.time = time;
  }

  @Override
  public WriteTables writingUntil(Deadline deadline) {
    return new DynamoDbWrites(client, tables, CallTime.until(deadline));
  }

  @Override
  public CompletableFuture<Long> remember(Row row) {
    PutItemRequest put =
        PutItemRequest.builder()
            .overrideConfiguration(time::limit)
            .tableName(tables.history())
            .item(ItemWriter.history(row))
            .conditionExpression(ABSENT)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return client
        .putItem(put)
        .handle((_, failure) -> {
          if (failure == null) {
            return row.version().ingestionTime();
          }
          if (Failures.cause(failure) instanceof ConditionalCheckFailedException present) {
            return ItemReader.ingestionTime(present.item());
          }
          throw Failures.of(failure);
        });
  }

  @Override
  public CompletableFuture<Offered> offer(Row row) {
    PutItemRequest put =
        PutItemRequest.builder()
            .overrideConfiguration(time::limit)
            .tableName(tables.online())
            .item(ItemWriter.online(row))
            .conditionExpression(ABSENT_OR_OLDER)
            .expressionAttributeNames(Map.of("#v", Attribute.VERSION))
            .expressionAttributeValues(Map.of(":v", ItemWriter.binary(row.version().encoded())))
            .build();
    return client
        .putItem(put)
        .handle((_, failure) -> {
          if (failure == null) {
            return Offered.STORED;
          }
          if (Failures.cause(failure) instanceof ConditionalCheckFailedException) {
            return Offered.HISTORIC;
          }
          throw Failures.of(failure);
        });
  }
}
