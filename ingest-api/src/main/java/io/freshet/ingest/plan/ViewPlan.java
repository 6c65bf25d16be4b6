package io.freshet.ingest.plan;

import io.freshet.schema.FeatureView;
import io.freshet.schema.Fields;
import io.freshet.schema.PushSource;
import io.freshet.schema.SourceJson;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A feature view with the positions of its fields and the head of its rows' keys. */
public final class ViewPlan {
  /** DynamoDB's limit of a partition key, in UTF-8. */
  public static final int MAX_KEY_BYTES = 2_048;

  private final FeatureView view;
  private final Fields fields;
  private final int[] entity;
  private final int[] features;
  private final String id;
  private final EntityKey key;

  ViewPlan(PushSource source, FeatureView view) {
    this.view = view;
    this.fields = source.fields();
    this.entity = positions(view.entity());
    this.features = positions(view.features());
    this.id = SourceJson.id(source.workspace(), view.name());
    this.key = new EntityKey(source.workspace(), view.name());
  }

  public FeatureView view() {
    return view;
  }

  public String name() {
    return view.name();
  }

  /** The stable hash that answers carry. */
  public String id() {
    return id;
  }

  public Fields fields() {
    return fields;
  }

  public IntStream entity() {
    return IntStream.of(entity);
  }

  public IntStream features() {
    return IntStream.of(features);
  }

  /** Whether every value that identifies the row is there. */
  public boolean identifies(Values values) {
    for (int position : entity) {
      if (!values.has(position)) {
        return false;
      }
    }
    return true;
  }

  /** The row's key: {@code workspace|view|entity values}. */
  public String key(Values values) {
    return key.of(values, entity);
  }

  /**
   * Sets the entity's values from a key that {@link #key} made.
   *
   * @throws IllegalArgumentException when the key is not one of this view's
   */
  public void identify(RowKey row, Values values) {
    if (row.entity().size() != entity.length) {
      throw new IllegalArgumentException(
          "a key of " + name() + " has " + entity.length + " values, not " + row.entity().size());
    }
    for (int i = 0; i < entity.length; i++) {
      values.set(entity[i], EntityKey.value(row.entity().get(i), fields.at(entity[i]).type()));
    }
  }

  /** Epoch seconds from which a row of that event time does not count; empty: it always does. */
  public OptionalLong expiry(Instant eventTime) {
    return view.ttl().isPresent()
        ? OptionalLong.of(eventTime.plus(view.ttl().get()).getEpochSecond())
        : OptionalLong.empty();
  }

  private int[] positions(List<String> names) {
    return names.stream().mapToInt(fields::position).toArray();
  }
}
