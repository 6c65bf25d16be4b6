package io.freshet.offline.follow;

import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The stream of the history's table. */
final class HistoryStream {
  private static final Set<StreamViewType> WITH_NEW_IMAGES =
      Set.of(StreamViewType.NEW_IMAGE, StreamViewType.NEW_AND_OLD_IMAGES);

  private HistoryStream() {}

  /**
   * Its ARN.
   *
   * @throws IllegalStateException when there is none that shows new items; the message says what to
   *     do
   */
  static String arn(DynamoDbAsyncClient client, DynamoDbSettings settings) {
    String table = settings.tables().history();
    TableDescription description = describe(client, settings, table);
    boolean shows =
        description.streamSpecification() != null
            && Boolean.TRUE.equals(description.streamSpecification().streamEnabled())
            && WITH_NEW_IMAGES.contains(description.streamSpecification().streamViewType());
    return Optional.ofNullable(description.latestStreamArn())
        .filter(_ -> shows)
        .orElseThrow(() ->
            new IllegalStateException(
                "the table "
                    + table
                    + " has no stream of new images: set store.dynamodb.history_stream: true in"
                    + " ingest.yaml where the server makes the tables, or enable it: aws dynamodb"
                    + " update-table --table-name "
                    + table
                    + " --stream-specification StreamEnabled=true,StreamViewType=NEW_IMAGE"));
  }

  private static TableDescription describe(
      DynamoDbAsyncClient client, DynamoDbSettings settings, String table) {
    try {
      return client.describeTable(request -> request.tableName(table)).join().table();
    } catch (CompletionException e) {
      Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
      throw new IllegalStateException(
          "DynamoDB at " + settings.where() + ", table " + table + ": " + cause.getMessage(), e);
    }
  }
}
