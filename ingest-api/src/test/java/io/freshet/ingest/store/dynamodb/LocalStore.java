package io.freshet.ingest.store.dynamodb;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.write.Row;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tables of a test's own in DynamoDB Local, and a look at them that is not the store's. */
public final class LocalStore {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final DynamoDbSettings settings;
  private final DynamoDbStore store;
  private final DynamoDbAsyncClient client;

  private LocalStore(DynamoDbSettings settings) {
    this.settings = settings;
    this.store = DynamoDbStore.start(settings);
    this.client =
        DynamoDbAsyncClient.builder()
            .region(Region.of(settings.region()))
            .endpointOverride(settings.endpoint().orElseThrow())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().readTimeout(PATIENCE))
            .build();
  }

  /** Makes the tables, where they are not there. */
  public static LocalStore withPrefix(String prefix) {
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

  public DynamoDbStore store() {
    return store;
  }

  /** Puts a row into both tables with all the time it takes, and no condition. */
  void put(Row row) {
    client
        .putItem(put -> put.tableName(settings.tables().history()).item(ItemWriter.history(row)))
        .join();
    client
        .putItem(put -> put.tableName(settings.tables().online()).item(ItemWriter.online(row)))
        .join();
  }

  List<StoredRow> history(ViewPlan view, String key) {
    return historyItems(key).stream().map(item -> ItemReader.row(item, view)).toList();
  }

  public List<Map<String, AttributeValue>> historyItems(String key) {
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

  public Map<String, AttributeValue> onlineItem(String key) {
    return client
        .getItem(get ->
            get.tableName(settings.tables().online())
                .consistentRead(true)
                .key(Map.of(Attribute.KEY, AttributeValue.fromS(key))))
        .join()
        .item();
  }
}
