package io.freshet.offline.table;

import io.freshet.ingest.plan.RowKey;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.dynamodb.ItemReader;
import io.freshet.schema.PushSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row of the history, decoded.
 *
 * @param values the entity and the features that are there
 */
public record LogRow(PushSource source, ViewPlan view, StoredRow stored, Values values) {

  /** The row that an item of the history holds; the key must be the item's. */
  public static LogRow of(SourcePlan source, RowKey key, Map<String, AttributeValue> item) {
    ViewPlan view =
        source.views().stream()
            .filter(candidate -> candidate.name().equals(key.view()))
            .findFirst()
            .orElseThrow();
    StoredRow stored = ItemReader.row(item, view);
    Values values = stored.features();
    view.identify(key, values);
    return new LogRow(source.source(), view, stored, values);
  }

  /**
   * The same, for a view that is known to be registered.
   *
   * @throws java.util.NoSuchElementException when it is not
   */
  public static LogRow of(Schemas schemas, Map<String, AttributeValue> item) {
    RowKey key = RowKey.parse(ItemReader.key(item));
    return of(schemas.feeding(key.workspace(), key.view()).orElseThrow(), key, item);
  }
}
