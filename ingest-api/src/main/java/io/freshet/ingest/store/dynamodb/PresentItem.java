package io.freshet.ingest.store.dynamodb;

import static io.freshet.ingest.store.dynamodb.AnswerJson.members;

import com.fasterxml.jackson.core.JsonParser;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item that a failed condition brings along ({@code ALL_OLD}). */
final class PresentItem {
  private PresentItem() {}

  /**
   * When it was ingested.
   *
   * @throws StoreException where it is not there: the answer is not DynamoDB's
   */
  static long ingestionTime(byte[] answer) {
    Map<String, AttributeValue> item = new HashMap<>();
    try (JsonParser json = AnswerJson.open(answer)) {
      members(
          json,
          name -> {
            if (name.equals("Item")) {
              item.putAll(AttributeJson.item(json));
            } else {
              json.skipChildren();
            }
          });
      return ItemReader.ingestionTime(item);
    } catch (IOException | NoSuchElementException | NumberFormatException e) {
      throw new StoreException(
          Kind.UNAVAILABLE, "DynamoDB says that the row is there, but not which", e);
    }
  }
}
