package io.freshet.ingest.store.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.AsOf;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.dynamodb.call.Calls;
import io.freshet.ingest.version.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Batches of keys from the online table, ranges of one key from the history. */
final class DynamoDbReads implements ReadTables {
  /** Rows of history a page: the one that is wanted is nearly always among the first. */
  private static final int PAGE = 50;

  private final Calls calls;
  private final DynamoDbAsyncClient client;
  private final TableNames tables;
  private final Pause pause;
  private final CallTime time;

  DynamoDbReads(
      Calls calls, DynamoDbAsyncClient client, TableNames tables, Pause pause, CallTime time) {
    this.calls = calls;
    this.client = client;
    this.tables = tables;
    this.pause = pause;
    this.time = time;
  }

  @Override
  public ReadTables readingUntil(Deadline deadline) {
    return new DynamoDbReads(calls, client, tables, pause, CallTime.until(deadline));
  }

  @Override
  public CompletableFuture<Map<String, StoredRow>> online(
      ViewPlan view, Set<String> keys, Consistency consistency) {
    return new BatchRead(calls, tables.online(), view, consistency, pause, time).read(keys);
  }

  @Override
  public CompletableFuture<Optional<StoredRow>> asOf(ViewPlan view, String key, AsOf moment) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(tables.history())
            .keyConditionExpression("pk = :key AND sk <= :bound")
            .filterExpression("#ingested <= :ingested")
            .expressionAttributeNames(Map.of("#ingested", Attribute.INGESTION_TIME))
            .expressionAttributeValues(
                Map.of(
                    ":key", fromS(key),
                    ":bound",
                        fromB(
                            SdkBytes.fromByteArrayUnsafe(
                                Version.identityBoundAfter(moment.eventTime()))),
                    ":ingested", fromN(Long.toString(moment.ingestionTime()))))
            .scanIndexForward(false)
            .limit(PAGE)
            .consistentRead(true)
            .build();
    return new HistoryRead(client, view, time).newest(query);
  }
}
