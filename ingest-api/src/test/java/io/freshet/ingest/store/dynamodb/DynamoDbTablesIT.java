package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.TablesContract;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.WriteTables;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbTablesIT extends TablesContract {
  static {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  private static final DynamoDbSettings SETTINGS =
      settings(EmbeddedServers.dynamoDb().endpoint(), "contract_", true);
  private static final DynamoDbStore STORE = DynamoDbStore.start(SETTINGS);
  private static final DynamoDbAsyncClient CLIENT = Clients.client(SETTINGS);

  @Override
  protected WriteTables writes() {
    return STORE.writes();
  }

  @Override
  protected ReadTables reads() {
    return STORE.reads();
  }

  @Override
  protected List<StoredRow> history(ViewPlan ofView, String key) {
    return CLIENT
        .query(query ->
            query
                .tableName("contract_history")
                .consistentRead(true)
                .keyConditionExpression("pk = :key")
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))))
        .join()
        .items()
        .stream()
        .map(item -> ItemReader.row(item, ofView))
        .toList();
  }

  @Example
  void tablesThatAreThereAreTaken() {
    DynamoDbStore.start(SETTINGS).close();
  }

  @Example
  void aMissingTableIsOneClearMessage() {
    var settings = settings(EmbeddedServers.dynamoDb().endpoint(), "nowhere_", false);
    assertThatThrownBy(() -> DynamoDbStore.start(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no table nowhere_online")
        .hasMessageContaining("create_tables: true");
  }

  @Example
  void aStoreThatIsNotThereIsOneClearMessage() {
    var settings = settings(URI.create("http://127.0.0.1:1"), "nowhere_", true);
    assertThatThrownBy(() -> DynamoDbStore.start(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  private static DynamoDbSettings settings(URI endpoint, String prefix, boolean create) {
    return new DynamoDbSettings("us-east-1", Optional.of(endpoint), prefix, create);
  }
}
