package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.write.WriteTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The tables in DynamoDB, from start to close. */
public final class DynamoDbStore implements AutoCloseable {
  private final DynamoDbAsyncClient client;
  private final DynamoDbSettings settings;

  private DynamoDbStore(DynamoDbAsyncClient client, DynamoDbSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /**
   * Connects, and makes the tables where that is wanted.
   *
   * @throws io.freshet.ingest.write.StoreException when there is no way to go on
   */
  public static DynamoDbStore start(DynamoDbSettings settings) {
    DynamoDbAsyncClient client = Clients.client(settings);
    try {
      new TableSetup(client, settings).run();
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
    return new DynamoDbStore(client, settings);
  }

  public WriteTables writes() {
    return new DynamoDbWrites(client, settings.tables());
  }

  public ReadTables reads() {
    return new DynamoDbReads(client, settings.tables(), Pause::real);
  }

  @Override
  public void close() {
    client.close();
  }
}
