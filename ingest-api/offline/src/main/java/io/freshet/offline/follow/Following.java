package io.freshet.offline.follow;

import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import io.freshet.offline.commit.Logs;
import io.freshet.offline.config.OfflineConfig.Worker;
import io.freshet.offline.metrics.OfflineMetrics;
import io.freshet.offline.table.ViewTables;
import java.util.function.Supplier;

/** What a follower is made of. */
public record Following(
    DynamoDbSettings dynamoDb,
    Worker worker,
    Supplier<Schemas> schemas,
    ViewTables tables,
    Logs logs,
    OfflineMetrics metrics) {

  /** The tables of leases are called by this, after the other tables' prefix. */
  private static final String LEASES = "offline";

  /**
   * Connects and begins to follow.
   *
   * @param broken ends the process
   * @throws IllegalStateException when there is nothing to follow; the message says what to do
   */
  public Follower start(Runnable broken) {
    var stopping = new Stopping();
    var rows = new StreamRows(schemas, tables, worker.unknown(), stopping, metrics);
    return Follower.start(
        worker,
        Clients.open(dynamoDb),
        dynamoDb.tablePrefix() + LEASES,
        dynamoDb.region(),
        stopping,
        () -> new ShardProcessor(logs, rows, stopping, metrics, broken));
  }
}
