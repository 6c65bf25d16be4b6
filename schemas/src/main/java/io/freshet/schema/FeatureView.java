package io.freshet.schema;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A table of latest values that a push source feeds, one row per entity.
 *
 * @param name unique in its workspace
 * @param entity names of the fields that identify a row: required fields of identifying types
 * @param features names of the fields that the row holds
 * @param ttl an online row expires at event time + ttl; absent: never
 * @param history what is kept of the records behind the row
 */
public record FeatureView(
    String name,
    List<String> entity,
    List<String> features,
    Optional<Duration> ttl,
    History history) {

  public FeatureView {
    entity = List.copyOf(entity);
    features = List.copyOf(features);
  }

  /** Every field that is neither entity nor timestamp: what a view without a list holds. */
  public static List<String> defaultFeatures(
      Fields fields, List<String> entity, TimestampRule timestamp) {
    return fields.names().stream()
        .filter(field -> !entity.contains(field) && !field.equals(timestamp.field()))
        .toList();
  }
}
