package io.freshet.ingest.store.dynamodb;

import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The stream of new items that the offline log follows. */
final class HistoryStream {
  private final DynamoDbAsyncClient client;
  private final String table;

  /** Of a table that is there. */
  HistoryStream(DynamoDbAsyncClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** A table has one stream or none; one that is there stays as it is. */
  void enable() {
    if (isEnabled()) {
      return;
    }
    try {
      client
          .updateTable(request ->
              request
                  .tableName(table)
                  .overrideConfiguration(TableSetup.PATIENT)
                  .streamSpecification(stream ->
                      stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)))
          .join();
    } catch (CompletionException e) {
      // Another instance that starts now has been faster.
      if (!(e.getCause() instanceof ResourceInUseException) && !isEnabled()) {
        throw e;
      }
    }
  }

  private boolean isEnabled() {
    StreamSpecification stream =
        client
            .describeTable(
                request -> request.tableName(table).overrideConfiguration(TableSetup.PATIENT))
            .join()
            .table()
            .streamSpecification();
    return stream != null && Boolean.TRUE.equals(stream.streamEnabled());
  }
}
