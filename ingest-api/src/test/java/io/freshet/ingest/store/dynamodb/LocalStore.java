package io.freshet.ingest.store.dynamodb;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.StoredRow;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tables of a test's own in DynamoDB Local, and a look at them that is not the store's. */
final class LocalStore {
  private final DynamoDbSettings settings;
  private final DynamoDbStore store;
  private final DynamoDbAsyncClient client;

  private LocalStore(DynamoDbSettings settings) {
    this.settings = settings;
    this.store = DynamoDbStore.start(settings);
    this.client = Clients.client(settings, Credentials.of(settings));
  }

  /** Makes the tables, where they are not there. */
  static LocalStore withPrefix(String prefix) {
    return new LocalStore(settings(EmbeddedServers.dynamoDb().endpoint(), prefix, true));
  }

  static DynamoDbSettings settings(URI endpoint, String prefix, boolean create) {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    return new DynamoDbSettings(
        "us-east-1", Optional.of(endpoint), prefix, create, Optional.empty());
  }

  DynamoDbSettings settings() {
    return settings;
  }

  DynamoDbStore store() {
    return store;
  }

  List<StoredRow> history(ViewPlan view, String key) {
    return historyItems(key).stream().map(item -> ItemReader.row(item, view)).toList();
  }

  List<Map<String, AttributeValue>> historyItems(String key) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    client
        .queryPaginator(query ->
            query
                .tableName(settings.tables().history())
                .consistentRead(true)
                .keyConditionExpression("pk = :key")
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))))
        .items()
        .subscribe(items::add)
        .join();
    return items;
  }

  Map<String, AttributeValue> onlineItem(String key) {
    return client
        .getItem(get ->
            get.tableName(settings.tables().online())
                .consistentRead(true)
                .key(Map.of(Attribute.KEY, AttributeValue.fromS(key))))
        .join()
        .item();
  }
}
