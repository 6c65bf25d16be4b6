package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Sees to it, at start, that both tables are there. */
final class TableSetup {
  private final DynamoDbAsyncClient client;
  private final DynamoDbSettings settings;

  TableSetup(DynamoDbAsyncClient client, DynamoDbSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /**
   * Checks both tables and makes what is missing.
   *
   * @throws StoreException when a table is missing and is not to be made, or DynamoDB does not
   *     answer; the message says where and what to do
   */
  void run() {
    try {
      TableNames names = settings.tables();
      require(names.online(), List.of());
      require(names.history(), List.of(sortKey()));
    } catch (CompletionException e) {
      throw unreachable(e);
    }
  }

  private void require(String table, List<KeySchemaElement> sortKey) {
    if (exists(table)) {
      return;
    }
    if (!settings.createTables()) {
      throw new StoreException(
          Kind.UNAVAILABLE,
          "DynamoDB at "
              + settings.where()
              + " has no table "
              + table
              + ": create it, or set store.dynamodb.create_tables: true");
    }
    create(table, sortKey);
    client.waiter().waitUntilTableExists(request -> request.tableName(table)).join();
    expireRows(table);
  }

  private boolean exists(String table) {
    try {
      client.describeTable(request -> request.tableName(table)).join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof ResourceNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  private void create(String table, List<KeySchemaElement> sortKey) {
    List<KeySchemaElement> keys = new ArrayList<>();
    keys.add(key(Attribute.KEY, KeyType.HASH));
    keys.addAll(sortKey);
    List<AttributeDefinition> attributes = new ArrayList<>();
    attributes.add(attribute(Attribute.KEY, ScalarAttributeType.S));
    sortKey.forEach(key -> attributes.add(attribute(key.attributeName(), ScalarAttributeType.B)));
    CreateTableRequest request =
        CreateTableRequest.builder()
            .tableName(table)
            .keySchema(keys)
            .attributeDefinitions(attributes)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .build();
    try {
      client.createTable(request).join();
    } catch (CompletionException e) {
      // Another instance that starts now has been faster.
      if (!(e.getCause() instanceof ResourceInUseException)) {
        throw e;
      }
    }
  }

  private void expireRows(String table) {
    TimeToLiveStatus status =
        client
            .describeTimeToLive(request -> request.tableName(table))
            .join()
            .timeToLiveDescription()
            .timeToLiveStatus();
    if (status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING) {
      return;
    }
    try {
      client
          .updateTimeToLive(request ->
              request
                  .tableName(table)
                  .timeToLiveSpecification(
                      ttl -> ttl.attributeName(Attribute.EXPIRES_AT).enabled(true)))
          .join();
    } catch (CompletionException e) {
      // So has it here: a second change within an hour is refused.
      if (status != TimeToLiveStatus.DISABLED) {
        throw e;
      }
    }
  }

  private StoreException unreachable(CompletionException e) {
    return new StoreException(
        Kind.UNAVAILABLE,
        "DynamoDB at "
            + settings.where()
            + " cannot be used: "
            + Failures.of(e).getMessage()
            + "; check store.dynamodb in the configuration, the network and the AWS credentials",
        e);
  }

  private static KeySchemaElement sortKey() {
    return key(Attribute.SORT_KEY, KeyType.RANGE);
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }
}
