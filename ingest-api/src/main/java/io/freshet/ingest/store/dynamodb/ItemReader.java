package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.version.ContentHash;
import io.freshet.ingest.version.Version;
import io.freshet.schema.Field;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of either table as a row. */
public final class ItemReader {
  private static final int HASH_AT = 24;

  private ItemReader() {}

  /** The item's row key, as {@link ViewPlan#key} made it. */
  public static String key(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get(Attribute.KEY)).orElseThrow().s();
  }

  /** The names of the features that it holds, of whatever schema it was written with. */
  public static Stream<String> features(Map<String, AttributeValue> item) {
    return item.keySet().stream().filter(name -> !Attribute.system(name));
  }

  /** The row; what the view does not have is left out. */
  public static StoredRow row(Map<String, AttributeValue> item, ViewPlan view) {
    return new StoredRow(
        version(item),
        Optional.ofNullable(item.get(Attribute.ORIGIN)).map(AttributeValue::s),
        item.containsKey(Attribute.DELETED),
        features(item, view),
        number(item.get(Attribute.EXPIRES_AT)));
  }

  static long ingestionTime(Map<String, AttributeValue> item) {
    return number(item.get(Attribute.INGESTION_TIME)).orElseThrow();
  }

  private static Version version(Map<String, AttributeValue> item) {
    ByteBuffer encoded =
        Optional.ofNullable(item.get(Attribute.VERSION)).orElseThrow().b().asByteBuffer();
    return new Version(
        number(item.get(Attribute.EVENT_TIME)).orElseThrow(),
        number(item.get(Attribute.SEQUENCE)),
        ingestionTime(item),
        new ContentHash(encoded.getLong(HASH_AT), encoded.getLong(HASH_AT + Long.BYTES)));
  }

  private static Values features(Map<String, AttributeValue> item, ViewPlan view) {
    var values = new Values(view.fields());
    view.features().forEach(position -> read(item, view, position, values));
    return values;
  }

  private static void read(
      Map<String, AttributeValue> item, ViewPlan view, int position, Values values) {
    Field field = view.fields().at(position);
    AttributeValue attribute = item.get(field.name());
    if (attribute != null) {
      values.set(position, ValueAttributes.value(attribute, field.type()));
    }
  }

  private static OptionalLong number(@Nullable AttributeValue attribute) {
    return attribute == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(attribute.n()));
  }
}
