package io.freshet.ingest.store.dynamodb;

import java.net.URI;
import java.util.Optional;

/**
 * Where the tables are.
 *
 * @param endpoint instead of the region's own, such as DynamoDB Local's
 * @param createTables whether missing tables are made at start
 * @param historyStream whether the history is to have a stream of its new items, as freshet-offline
 *     needs it
 * @param roleArn the role to assume, for tables of another account
 */
public record DynamoDbSettings(
    String region,
    Optional<URI> endpoint,
    String tablePrefix,
    boolean createTables,
    boolean historyStream,
    Optional<String> roleArn) {

  /** Without a stream. */
  public DynamoDbSettings(
      String region,
      Optional<URI> endpoint,
      String tablePrefix,
      boolean createTables,
      Optional<String> roleArn) {
    this(region, endpoint, tablePrefix, createTables, false, roleArn);
  }

  public TableNames tables() {
    return TableNames.withPrefix(tablePrefix);
  }

  /** The same, for who wants to find tables and not to make them. */
  public DynamoDbSettings withoutCreatingTables() {
    return new DynamoDbSettings(region, endpoint, tablePrefix, false, false, roleArn);
  }

  /** For messages: the endpoint, or the region. */
  public String where() {
    return endpoint.map(uri -> uri.getHost() + ":" + uri.getPort()).orElse("region " + region);
  }
}
