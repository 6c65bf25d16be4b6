package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.purge.PurgeTables;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.TablesContract;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.WriteTables;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Example;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class DynamoDbTablesIT extends TablesContract {
  private static final LocalStore LOCAL = LocalStore.withPrefix("contract_");

  @Override
  protected WriteTables writes() {
    return LOCAL.store().writes();
  }

  @Override
  protected PurgeTables purge() {
    return LOCAL.store().purge();
  }

  @Override
  protected ReadTables reads() {
    return LOCAL.store().reads();
  }

  @Override
  protected List<StoredRow> history(ViewPlan ofView, String key) {
    return LOCAL.history(ofView, key);
  }

  @Example
  void tablesThatAreThereAreTaken() {
    DynamoDbStore.start(LOCAL.settings()).close();
  }

  @Example
  void theHistoryGetsAStreamOfItsNewItemsWhereThatIsWanted() {
    var settings =
        new DynamoDbSettings(
            "us-east-1",
            LOCAL.settings().endpoint(),
            "streamed_",
            true,
            true,
            LOCAL.settings().roleArn());
    DynamoDbStore.start(settings).close();
    DynamoDbStore.start(settings).close(); // it is there already

    var client = Clients.client(settings, Credentials.of(settings), new Whereabouts());
    var stream = client.describeTable(table -> table.tableName("streamed_history")).join().table();
    assertThat(stream.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_IMAGE");
    assertThat(client.describeTable(table -> table.tableName("streamed_online")).join().table())
        .matches(online -> online.streamSpecification() == null);
    client.close();
  }

  @Example
  void aMissingTableIsOneClearMessage() {
    var settings = LocalStore.settings(EmbeddedServers.dynamoDb().endpoint(), "nowhere_", false);
    assertThatThrownBy(() -> DynamoDbStore.start(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no table nowhere_online")
        .hasMessageContaining("create_tables: true");
  }

  @Example
  void aTableWithOtherKeysIsOneClearMessage() {
    var client =
        Clients.client(LOCAL.settings(), Credentials.of(LOCAL.settings()), new Whereabouts());
    client
        .createTable(table ->
            table
                .tableName("foreign_online")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("id").attributeType("S").build())
                .keySchema(KeySchemaElement.builder().attributeName("id").keyType("HASH").build()))
        .join();
    var settings = LocalStore.settings(EmbeddedServers.dynamoDb().endpoint(), "foreign_", true);
    assertThatThrownBy(() -> DynamoDbStore.start(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("foreign_online with other keys than pk (HASH, S)")
        .hasMessageContaining("table_prefix");
    client.close();
  }

  @Example
  void aStoreThatIsNotThereIsOneClearMessage() {
    var settings = LocalStore.settings(URI.create("http://127.0.0.1:1"), "nowhere_", true);
    assertThatThrownBy(() -> DynamoDbStore.start(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("127.0.0.1:1");
  }
}
