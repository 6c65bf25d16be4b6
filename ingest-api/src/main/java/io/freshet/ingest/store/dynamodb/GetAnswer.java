package io.freshet.ingest.store.dynamodb;

import static io.freshet.ingest.store.dynamodb.AnswerJson.elements;
import static io.freshet.ingest.store.dynamodb.AnswerJson.members;

import com.fasterxml.jackson.core.JsonParser;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's answer to a {@link GetRequest}.
 *
 * @param items those that are there, in any order
 * @param unprocessed keys of which nothing is known, neither that they are there nor that they are
 *     not
 */
record GetAnswer(List<Map<String, AttributeValue>> items, List<String> unprocessed) {

  /**
   * Reads it.
   *
   * @throws StoreException where it is not DynamoDB's: a row must not be missing for that
   */
  static GetAnswer of(byte[] answer) {
    var read = new GetAnswer(new ArrayList<>(), new ArrayList<>());
    try (JsonParser json = AnswerJson.open(answer)) {
      Set<String> names = new HashSet<>();
      members(
          json,
          name -> {
            names.add(name);
            switch (name) {
              case "Responses" ->
                  members(
                      json, _ -> elements(json, () -> read.items.add(AttributeJson.item(json))));
              case "UnprocessedKeys" -> members(json, _ -> read.unprocessedOf(json));
              default -> json.skipChildren();
            }
          });
      if (!names.contains("Responses")) {
        throw new IOException("it has no Responses");
      }
    } catch (IOException | NoSuchElementException e) {
      throw new StoreException(Kind.UNAVAILABLE, "DynamoDB's answer cannot be read", e);
    }
    return read;
  }

  private void unprocessedOf(JsonParser json) throws IOException {
    members(
        json,
        name -> {
          if (name.equals("Keys")) {
            elements(json, () -> unprocessed.add(ItemReader.key(AttributeJson.item(json))));
          } else {
            json.skipChildren();
          }
        });
  }
}
