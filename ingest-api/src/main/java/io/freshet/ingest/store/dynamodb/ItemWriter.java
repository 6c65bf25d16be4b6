package io.freshet.ingest.store.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.freshet.ingest.plan.Values;
import io.freshet.ingest.write.Row;
import io.freshet.value.Timestamps;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row as an item of either table, in the SDK's terms: for who has no {@link PutRequest} to make,
 * such as tests of what reads items. A test holds the two against each other.
 */
public final class ItemWriter {
  private ItemWriter() {}

  public static Map<String, AttributeValue> online(Row row) {
    return item(row, row.onlineExpiry());
  }

  public static Map<String, AttributeValue> history(Row row) {
    Map<String, AttributeValue> item = item(row, row.historyExpiry());
    item.put(Attribute.SORT_KEY, binary(row.version().identity()));
    return item;
  }

  static AttributeValue binary(byte[] bytes) {
    return fromB(SdkBytes.fromByteArrayUnsafe(bytes));
  }

  private static Map<String, AttributeValue> item(Row row, OptionalLong expiry) {
    Map<String, AttributeValue> item = new HashMap<>();
    if (!row.deleted()) {
      putFeatures(row, item);
    }
    item.put(Attribute.KEY, fromS(row.key()));
    item.put(Attribute.VERSION, binary(row.version().encoded()));
    item.put(Attribute.EVENT_TIME, number(row.version().eventTime()));
    item.put(Attribute.INGESTION_TIME, number(row.version().ingestionTime()));
    row.version().sequence().ifPresent(value -> item.put(Attribute.SEQUENCE, number(value)));
    row.origin().ifPresent(origin -> item.put(Attribute.ORIGIN, fromS(origin)));
    expiry.ifPresent(second -> item.put(Attribute.EXPIRES_AT, number(second)));
    if (row.deleted()) {
      item.put(Attribute.DELETED, fromBool(true));
    }
    return item;
  }

  private static void putFeatures(Row row, Map<String, AttributeValue> item) {
    Values values = row.values();
    row.view()
        .features()
        .filter(values::has)
        .forEach(
            position -> item.put(row.view().fields().at(position).name(), of(values.at(position))));
  }

  private static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }

  static AttributeValue of(Object value) {
    return switch (value) {
      case String text -> fromS(text);
      case Boolean flag -> fromBool(flag);
      case Instant instant -> fromN(Long.toString(Timestamps.micros(instant)));
      case ByteBuffer bytes -> fromB(SdkBytes.fromByteBuffer(bytes.duplicate()));
      case List<?> list -> fromL(list.stream().map(ItemWriter::of).toList());
      case Map<?, ?> map -> fromM(entries(map));
      default -> fromN(value.toString());
    };
  }

  private static Map<String, AttributeValue> entries(Map<?, ?> map) {
    Map<String, AttributeValue> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put((String) key, of(value)));
    return entries;
  }
}
