package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.Tables;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Reads the rows of a run as they are, with the AWS SDK alone. */
final class Store implements AutoCloseable {
  private final DynamoDbClient dynamoDb;
  private final String prefix;

  Store(URI endpoint, String prefix) {
    this.dynamoDb = Tables.client(endpoint);
    this.prefix = prefix;
  }

  Evidence.Tables everything() {
    return new Evidence.Tables(scan("history"), scan("online"));
  }

  /** An entity's rows. */
  Evidence.Tables of(String key) {
    return new Evidence.Tables(query("history", key), query("online", key));
  }

  /** Makes room for the next run. */
  void drop() {
    for (String table : List.of("history", "online")) {
      dynamoDb.deleteTable(request -> request.tableName(prefix + table));
    }
  }

  private List<Row> scan(String table) {
    ScanRequest scan = ScanRequest.builder().tableName(prefix + table).consistentRead(true).build();
    return dynamoDb.scanPaginator(scan).items().stream().map(Row::new).toList();
  }

  private List<Row> query(String table, String key) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(prefix + table)
            .consistentRead(true)
            .keyConditionExpression("pk = :key")
            .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key)))
            .build();
    return dynamoDb.queryPaginator(query).items().stream().map(Row::new).toList();
  }

  @Override
  public void close() {
    dynamoDb.close();
  }
}
