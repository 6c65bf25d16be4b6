package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.health.StoreCheck;
import io.freshet.ingest.purge.PurgeTables;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.store.dynamodb.call.Calls;
import io.freshet.ingest.write.WriteTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The tables in DynamoDB, from start to close. */
public final class DynamoDbStore implements AutoCloseable {
  private final DynamoDbAsyncClient client;
  private final Calls calls;
  private final Credentials credentials;
  private final TableNames tables;

  private DynamoDbStore(
      DynamoDbAsyncClient client, Calls calls, Credentials credentials, TableNames tables) {
    this.client = client;
    this.calls = calls;
    this.credentials = credentials;
    this.tables = tables;
  }

  /**
   * Connects, and makes the tables where that is wanted.
   *
   * @throws io.freshet.ingest.write.StoreException when there is no way to go on
   */
  public static DynamoDbStore start(DynamoDbSettings settings) {
    Credentials credentials = Credentials.of(settings);
    var whereabouts = new Whereabouts();
    DynamoDbAsyncClient client = Clients.client(settings, credentials, whereabouts);
    try {
      new TableSetup(client, settings).run();
    } catch (RuntimeException e) {
      client.close();
      credentials.close();
      throw e;
    }
    Calls calls = Clients.writes(whereabouts.endpoint(), settings, credentials);
    return new DynamoDbStore(client, calls, credentials, settings.tables());
  }

  public WriteTables writes() {
    return new DynamoDbWrites(calls, tables, CallTime.UNBOUNDED);
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
    calls.close();
    client.close();
    credentials.close();
  }
}
