package io.freshet.offline;

import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.store.dynamodb.ItemWriter;
import io.freshet.ingest.write.Rows;
import io.freshet.schema.Catalogue;
import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.FieldType;
import io.freshet.schema.Fields;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import io.freshet.value.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A push source of one's own making with one view, and items of the history as it makes them. */
public final class Payments {
  public static final String WORKSPACE = "prod";
  public static final String VIEW = "payments";
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final PushSource source;
  private final SourcePlan plan;

  private Payments(PushSource source) {
    this.source = source;
    this.plan = new Schemas(new Catalogue(List.of(source))).source(WORKSPACE, VIEW).orElseThrow();
  }

  /** Of a user: an amount and a note. */
  public static Payments plain() {
    return with(Map.of("amount", "float64", "note", "string"));
  }

  /** Of a user: these features. */
  public static Payments with(Map<String, String> features) {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("user_id", "string");
    types.putAll(features);
    return of(types, List.of("user_id"), List.copyOf(features.keySet()));
  }

  public static Payments of(Map<String, String> types, List<String> entity, List<String> features) {
    List<Field> fields = new ArrayList<>();
    types.forEach((name, type) ->
        fields.add(new Field(name, FieldType.parse(type).orElseThrow(), entity.contains(name))));
    fields.add(new Field("at", FieldType.parse("timestamp").orElseThrow(), true));
    var rule =
        new TimestampRule("at", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE);
    var view = new FeatureView(VIEW, entity, features, Optional.empty(), new History.Forever());
    return new Payments(
        new PushSource(
            WORKSPACE, VIEW, "", rule, UnknownFields.REJECT, new Fields(fields), List.of(view)));
  }

  public PushSource source() {
    return source;
  }

  public FeatureView view() {
    return source.featureViews().getFirst();
  }

  public Schemas schemas() {
    return new Schemas(new Catalogue(List.of(source)));
  }

  /** The item of one record. */
  public Map<String, AttributeValue> item(
      Map<String, Object> values, Instant eventTime, Instant ingestionTime, OptionalLong sequence) {
    return item(values, eventTime, ingestionTime, sequence, false);
  }

  /** The item of one record, a delete or not. */
  public Map<String, AttributeValue> item(
      Map<String, Object> values,
      Instant eventTime,
      Instant ingestionTime,
      OptionalLong sequence,
      boolean delete) {
    var typed = new Values(source.fields());
    values.forEach((name, value) -> typed.set(source.fields().position(name), value));
    typed.set(source.timestampPosition(), eventTime);
    var pushed = new PushedRecord(plan, 0, typed, sequence, Optional.of("payments/0"), delete);
    return ItemWriter.history(Rows.of(pushed, Timestamps.micros(ingestionTime)).getFirst());
  }
}
