package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.read.ReadTables.Consistency;
import java.util.Collection;

/** A batch of keys as DynamoDB's BatchGetItem, in its JSON protocol, as {@link PutRequest} is. */
final class GetRequest {
  private GetRequest() {}

  /** Of the items of a table that has no sort key. */
  static byte[] of(String table, Collection<String> keys, Consistency consistency) {
    return AttributeJson.object(json -> {
      json.writeObjectFieldStart("RequestItems");
      json.writeObjectFieldStart(table);
      json.writeArrayFieldStart("Keys");
      for (String key : keys) {
        json.writeStartObject();
        AttributeJson.text(json, Attribute.KEY, key);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeBooleanField("ConsistentRead", consistency == Consistency.STRONG);
      json.writeEndObject();
      json.writeEndObject();
    });
  }
}
