package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Sees to it, at start, that both tables are there. */
final class TableSetup {
  private static final Key PARTITION = new Key(Attribute.KEY, KeyType.HASH, ScalarAttributeType.S);
  private static final Key SORT = new Key(Attribute.SORT_KEY, KeyType.RANGE, ScalarAttributeType.B);

  /** Nobody waits for an answer yet, and making a table takes longer than writing a row. */
  static final AwsRequestOverrideConfiguration PATIENT =
      AwsRequestOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofSeconds(10))
          .apiCallTimeout(Duration.ofSeconds(30))
          .build();

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
      require(names.online(), List.of(PARTITION));
      require(names.history(), List.of(PARTITION, SORT));
      if (settings.historyStream()) {
        new HistoryStream(client, names.history()).enable();
      }
    } catch (CompletionException e) {
      throw unreachable(e);
    }
  }

  /** A key attribute of a table. */
  private record Key(String name, KeyType type, ScalarAttributeType attribute) {}

  private void require(String table, List<Key> keys) {
    Optional<TableDescription> found = find(table);
    if (found.isPresent()) {
      refuseOtherKeys(found.get(), keys);
      if (found.get().tableStatus() == TableStatus.CREATING) {
        await(table);
      }
      return;
    }
    if (!settings.createTables()) {
      throw wrong(
          "has no table " + table + ": create it, or set store.dynamodb.create_tables: true");
    }
    create(table, keys);
    await(table);
    expireRows(table);
  }

  private Optional<TableDescription> find(String table) {
    try {
      return Optional.of(
          client
              .describeTable(request -> request.tableName(table).overrideConfiguration(PATIENT))
              .join()
              .table());
    } catch (CompletionException e) {
      if (e.getCause() instanceof ResourceNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void refuseOtherKeys(TableDescription found, List<Key> keys) {
    boolean same =
        found.keySchema().equals(schema(keys))
            && found.attributeDefinitions().containsAll(attributes(keys));
    if (!same) {
      String wanted =
          String.join(
              ", ",
              keys.stream()
                  .map(key -> key.name() + " (" + key.type() + ", " + key.attribute() + ")")
                  .toList());
      throw wrong(
          "has a table "
              + found.tableName()
              + " with other keys than "
              + wanted
              + ": choose another store.dynamodb.table_prefix");
    }
  }

  private void await(String table) {
    client.waiter().waitUntilTableExists(request -> request.tableName(table)).join();
  }

  private void create(String table, List<Key> keys) {
    CreateTableRequest request =
        CreateTableRequest.builder()
            .tableName(table)
            .keySchema(schema(keys))
            .attributeDefinitions(attributes(keys))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .overrideConfiguration(PATIENT)
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
            .describeTimeToLive(request -> request.tableName(table).overrideConfiguration(PATIENT))
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
                  .overrideConfiguration(PATIENT)
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
            + "; check store.dynamodb in the configuration, the network and the AWS credentials"
            + settings.roleArn().map(_ -> " that are to assume its role_arn").orElse(""),
        e);
  }

  private StoreException wrong(String message) {
    return new StoreException(Kind.UNAVAILABLE, "DynamoDB at " + settings.where() + " " + message);
  }

  private static List<KeySchemaElement> schema(List<Key> keys) {
    return keys.stream()
        .map(
            key -> KeySchemaElement.builder().attributeName(key.name()).keyType(key.type()).build())
        .toList();
  }

  private static List<AttributeDefinition> attributes(List<Key> keys) {
    return keys.stream()
        .map(key ->
            AttributeDefinition.builder()
                .attributeName(key.name())
                .attributeType(key.attribute())
                .build())
        .toList();
  }
}
