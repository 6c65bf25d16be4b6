package io.freshet.ingest;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.schema.Catalogue;
import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.FieldType;
import io.freshet.schema.Fields;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A schema with a field of every type, and the moment at which tests take place. */
public final class Samples {
  /** Far ahead: DynamoDB Local removes what has expired by the real clock. */
  public static final Instant NOW = Instant.parse("2076-06-01T12:00:00Z");

  private static final Fields FIELDS =
      new Fields(
          List.of(
              field("user_id", "string", true),
              field("amount", "float64", true),
              field("count", "int64", false),
              field("small", "int32", false),
              field("flag", "bool", false),
              field("raw", "bytes", false),
              field("tags", "array<string>", false),
              field("scores", "map<string,float64>", false),
              field("seen", "timestamp", false),
              field("event_time", "timestamp", true)));
  private static final TimestampRule RULE =
      new TimestampRule(
          "event_time", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE);

  /** A deadline that no test meets. */
  public static final Deadline UNHURRIED =
      Deadline.after(Duration.ofDays(1), System.nanoTime(), System::nanoTime);

  private Samples() {}

  public static Schemas schemas() {
    return new Schemas(new Catalogue(List.of(source())));
  }

  public static SourcePlan plan() {
    return schemas().source("prod", "payments").orElseThrow();
  }

  private static PushSource source() {
    return new PushSource(
        "prod",
        "payments",
        "",
        RULE,
        UnknownFields.REJECT,
        FIELDS,
        List.of(
            view("latest", Optional.empty(), new History.Forever()),
            view("recent", Optional.of(Duration.ofDays(30)), new History.Forever())));
  }

  private static FeatureView view(String name, Optional<Duration> ttl, History history) {
    List<String> entity = List.of("user_id");
    return new FeatureView(
        name, entity, FeatureView.defaultFeatures(FIELDS, entity, RULE), ttl, history);
  }

  private static Field field(String name, String type, boolean required) {
    return new Field(name, FieldType.parse(type).orElseThrow(), required);
  }
}
