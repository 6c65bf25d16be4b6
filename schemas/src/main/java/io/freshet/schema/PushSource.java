package io.freshet.schema;

import java.util.List;

/**
 * A registered feature schema: what a record pushed to {@code workspace/name} looks like, and the
 * feature views it feeds. Built by {@code schema.file} or {@link SourceJson}, which have checked
 * that every name it mentions exists.
 */
public record PushSource(
    String workspace,
    String name,
    String description,
    TimestampRule timestamp,
    UnknownFields unknownFields,
    Fields fields,
    List<FeatureView> featureViews) {
  public static final int MAX_FEATURE_VIEWS = 5;

  public PushSource {
    featureViews = List.copyOf(featureViews);
  }

  /** The position of the event time among {@link #fields()}. */
  public int timestampPosition() {
    return fields.position(timestamp.field());
  }
}
