package io.freshet.ingest.store.dynamodb;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.write.Row;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * A row as DynamoDB's PutItem: from typed values straight to the bytes of its JSON protocol,
 * without the SDK's maps in between.
 */
public final class PutRequest {
  private PutRequest() {}

  /** Into the history, unless it is there; what is there comes back. */
  public static byte[] history(String table, Row row) {
    return AttributeJson.object(json -> {
      json.writeStringField("TableName", table);
      json.writeStringField("ConditionExpression", "attribute_not_exists(pk)");
      json.writeStringField("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
      json.writeObjectFieldStart("Item");
      item(json, row, row.historyExpiry());
      AttributeJson.binary(json, Attribute.SORT_KEY, row.version().identity());
      json.writeEndObject();
    });
  }

  /** Online, unless a row of the same or a greater version is there. */
  public static byte[] online(String table, Row row) {
    byte[] version = row.version().encoded();
    return AttributeJson.object(json -> {
      json.writeStringField("TableName", table);
      json.writeStringField("ConditionExpression", "attribute_not_exists(pk) OR #v < :v");
      json.writeObjectFieldStart("ExpressionAttributeNames");
      json.writeStringField("#v", Attribute.VERSION);
      json.writeEndObject();
      json.writeObjectFieldStart("ExpressionAttributeValues");
      AttributeJson.binary(json, ":v", version);
      json.writeEndObject();
      json.writeObjectFieldStart("Item");
      item(json, row, row.onlineExpiry());
      json.writeEndObject();
    });
  }

  private static void item(JsonGenerator json, Row row, OptionalLong expiry) throws IOException {
    AttributeJson.text(json, Attribute.KEY, row.key());
    AttributeJson.binary(json, Attribute.VERSION, row.version().encoded());
    AttributeJson.number(json, Attribute.EVENT_TIME, row.version().eventTime());
    AttributeJson.number(json, Attribute.INGESTION_TIME, row.version().ingestionTime());
    if (row.version().sequence().isPresent()) {
      AttributeJson.number(json, Attribute.SEQUENCE, row.version().sequence().getAsLong());
    }
    if (row.origin().isPresent()) {
      AttributeJson.text(json, Attribute.ORIGIN, row.origin().get());
    }
    if (expiry.isPresent()) {
      AttributeJson.number(json, Attribute.EXPIRES_AT, expiry.getAsLong());
    }
    if (row.deleted()) {
      AttributeJson.flag(json, Attribute.DELETED, true);
    } else {
      features(json, row);
    }
  }

  private static void features(JsonGenerator json, Row row) throws IOException {
    Values values = row.values();
    for (int position : row.view().features().toArray()) {
      if (values.has(position)) {
        json.writeFieldName(row.view().fields().at(position).name());
        AttributeJson.value(json, values.at(position));
      }
    }
  }
}
