package io.freshet.ingest.store.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.io.IOException;

/** The item that a failed condition brings along ({@code ALL_OLD}). */
final class PresentItem {
  private static final JsonFactory JSON = new JsonFactory();

  private PresentItem() {}

  /**
   * When it was ingested: {@code Item._ingestion_time.N}.
   *
   * @throws StoreException where it is not there: the answer is not DynamoDB's
   */
  static long ingestionTime(byte[] answer) {
    try (JsonParser json = JSON.createParser(answer)) {
      json.nextToken();
      find(json, "Item");
      find(json, Attribute.INGESTION_TIME);
      find(json, "N");
      return Long.parseLong(json.getText());
    } catch (IOException | NumberFormatException e) {
      throw unreadable(e);
    }
  }

  /** Goes on to the value of the member of that name. */
  private static void find(JsonParser json, String wanted) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        if (name.equals(wanted)) {
          return;
        }
        json.skipChildren();
      }
    }
    throw new IOException("no " + wanted);
  }

  private static StoreException unreadable(Exception cause) {
    return new StoreException(
        Kind.UNAVAILABLE, "DynamoDB says that the row is there, but not which", cause);
  }
}
