package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.health.StoreCheck;
import io.freshet.ingest.purge.PurgeTables;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.store.dynamodb.call.Calls;
import io.freshet.ingest.write.WriteTables;
import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The tables in DynamoDB, from start to close. */
public final class DynamoDbStore implements AutoCloseable {
  private final DynamoDbAsyncClient client;
  private final Calls puts;
  private final Calls gets;
  private final Credentials credentials;
  private final TableNames tables;

  private DynamoDbStore(
      DynamoDbAsyncClient client,
      Calls puts,
      Calls gets,
      Credentials credentials,
      TableNames tables) {
    this.client = client;
    this.puts = puts;
    this.gets = gets;
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
    URI endpoint = whereabouts.endpoint();
    return new DynamoDbStore(
        client,
        Clients.calls(endpoint, settings, credentials),
        Clients.calls(endpoint, settings, credentials),
        credentials,
        settings.tables());
  }

  public WriteTables writes() {
    return new DynamoDbWrites(puts, tables, CallTime.UNBOUNDED);
  }

  public ReadTables reads() {
    return new DynamoDbReads(gets, client, tables, Pause::real, CallTime.UNBOUNDED);
  }

  public StoreCheck check() {
    return new DynamoDbCheck(client, tables);
  }

  public PurgeTables purge() {
    return new DynamoDbPurge(client, tables, Pause::real);
  }

  @Override
  public void close() {
    puts.close();
    gets.close();
    client.close();
    credentials.close();
  }
}
