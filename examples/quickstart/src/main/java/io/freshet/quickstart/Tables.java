package io.freshet.quickstart;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Reads the two tables as they are, without any of Freshet's code. */
public final class Tables implements AutoCloseable {
  private static final String ONLINE = "freshet_online";
  private static final String HISTORY = "freshet_history";

  private final DynamoDbClient dynamoDb;

  public Tables(URI endpoint) {
    this.dynamoDb = client(endpoint);
  }

  /** A client of DynamoDB Local, which any credentials please. */
  public static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** The distinct events of a topic in {@code history}: {@code topic/partition/offset}. */
  public Set<String> stored(String topic) {
    return dynamoDb.scanPaginator(scan(HISTORY, "#origin, #sequence")).items().stream()
        .filter(item -> item.containsKey("_origin") && item.containsKey("_sequence"))
        .map(item -> item.get("_origin").s() + "/" + item.get("_sequence").n())
        .filter(event -> event.startsWith(topic + "/"))
        .collect(Collectors.toSet());
  }

  /** Every row of {@code online} whose key begins so, by key ({@code workspace|view|entity}). */
  public Map<String, Map<String, AttributeValue>> online(String keyPrefix) {
    var rows = new HashMap<String, Map<String, AttributeValue>>();
    for (Map<String, AttributeValue> item :
        dynamoDb.scanPaginator(ScanRequest.builder().tableName(ONLINE).build()).items()) {
      AttributeValue key = item.get("pk");
      if (key != null && key.s().startsWith(keyPrefix)) {
        rows.put(key.s(), item);
      }
    }
    return rows;
  }

  /** The number of rows in {@code online}. */
  public long onlineRows() {
    return rows(ONLINE);
  }

  /** The number of rows in {@code history}. */
  public long historyRows() {
    return rows(HISTORY);
  }

  private long rows(String table) {
    return dynamoDb
        .scanPaginator(ScanRequest.builder().tableName(table).select("COUNT").build())
        .stream()
        .mapToLong(page -> page.count())
        .sum();
  }

  private static ScanRequest scan(String table, String attributes) {
    return ScanRequest.builder()
        .tableName(table)
        .projectionExpression(attributes)
        .expressionAttributeNames(Map.of("#origin", "_origin", "#sequence", "_sequence"))
        .build();
  }

  @Override
  public void close() {
    dynamoDb.close();
  }
}
