package io.freshet.offline.maintain;

import io.freshet.ingest.store.dynamodb.Credentials;
import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every item of the history's table, a page at a time. */
public final class HistoryScan implements Iterable<Map<String, AttributeValue>>, AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final DynamoDbClient client;
  private final Credentials credentials;
  private final String table;

  private HistoryScan(DynamoDbClient client, Credentials credentials, String table) {
    this.client = client;
    this.credentials = credentials;
    this.table = table;
  }

  /** Connects. */
  public static HistoryScan open(DynamoDbSettings settings) {
    Credentials credentials = Credentials.of(settings);
    var builder =
        DynamoDbClient.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials.provider())
            .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(SILENCE));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return new HistoryScan(builder.build(), credentials, settings.tables().history());
  }

  /** Consistent reads: a row that was accepted before the scan began is in it. */
  @Override
  public Iterator<Map<String, AttributeValue>> iterator() {
    return client
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .iterator();
  }

  @Override
  public void close() {
    client.close();
    credentials.close();
  }
}
