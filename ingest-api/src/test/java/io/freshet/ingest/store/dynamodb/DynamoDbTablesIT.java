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
import net.jqwik.api.Example;

class DynamoDbTablesIT extends TablesContract {
  private static final LocalStore LOCAL = LocalStore.withPrefix("contract_");

  @Override
  protected WriteTables writes() {
    return LOCAL.store().writes();
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
  void aMissingTableIsOneClearMessage() {
    var settings = LocalStore.settings(EmbeddedServers.dynamoDb().endpoint(), "nowhere_", false);
    assertThatThrownBy(() -> DynamoDbStore.start(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no table nowhere_online")
        .hasMessageContaining("create_tables: true");
  }

  @Example
  void aStoreThatIsNotThereIsOneClearMessage() {
    var settings = LocalStore.settings(URI.create("http://127.0.0.1:1"), "nowhere_", true);
    assertThatThrownBy(() -> DynamoDbStore.start(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("127.0.0.1:1");
  }
}
