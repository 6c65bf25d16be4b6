package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.health.StoreCheck;
import io.freshet.ingest.purge.PurgeTables;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.write.WriteTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The tables in DynamoDB, from start to close. */
public final class DynamoDbStore implements AutoCloseable {
  private final DynamoDbAsyncClient client;
  private final Credentials credentials;
  private final TableNames tables;

  private DynamoDbStore(
      DynamoDbAsyncClient client, Credentials credentials, DynamoDbSettings settings) {
    this.client = client;
    this.credentials = credentials;
    this.tables = settings.tables();
  }

  /**
   * Connects, and makes the tables where that is wanted.
   *
   * @throws io.freshet.ingest.write.StoreException when there is no way to go on
   */
  public static DynamoDbStore start(DynamoDbSettings settings) {
    Credentials credentials = Credentials.of(settings);
    var store = new DynamoDbStore(Clients.client(settings, credentials), credentials, settings);
    try {
      new TableSetup(store.client, settings).run();
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
    return store;
  }

  public WriteTables writes() {
    return new DynamoDbWrites(client, tables, CallTime.UNBOUNDED);
  }

  public ReadTables reads() {
    return new DynamoDbReads(client, tables, Pause::real, CallTime.UNBOUNDED);
  }

  public StoreCheck check() {
    return new DynamoDbCheck(client, tables);
  }

  public PurgeTables purge() {
    return new DynamoDbPurge(client, tables, Pause::real);
  }

  @Override
  public void close() {
    client.close();
    credentials.close();
  }
}
