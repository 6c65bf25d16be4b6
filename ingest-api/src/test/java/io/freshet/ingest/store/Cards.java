package io.freshet.ingest.store;

import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.write.Row;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A push source whose views differ in what they keep and for how long, and rows of it. */
public final class Cards {
  /** Neither ttl nor retention. */
  public static final String LATEST = "latest";

  /** Rows expire after {@link #TTL}. */
  public static final String RECENT = "recent";

  /** No history. */
  public static final String UNLOGGED = "unlogged";

  /** The history is kept for {@link #RETENTION}. */
  public static final String KEPT = "kept";

  public static final Duration TTL = Duration.ofDays(30);
  public static final Duration RETENTION = Duration.ofDays(60);

  private static final TimestampRule RULE =
      new TimestampRule(
          "event_time", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE);
  private static final Fields FIELDS =
      new Fields(
          List.of(
              field("user_id", "string"),
              field("amount", "float64"),
              field("tags", "array<string>"),
              field("event_time", "timestamp")));
  private static final SourcePlan PLAN =
      new Schemas(new Catalogue(List.of(source()))).source("prod", "cards").orElseThrow();

  private Cards() {}

  /**
   * One record, as a caller would push it.
   *
   * @param second the event time, after {@link Samples#NOW}
   */
  public record Push(long second, OptionalLong sequence, double amount, boolean delete) {

    public static Push of(long second, double amount) {
      return new Push(second, OptionalLong.empty(), amount, false);
    }

    public static Push deleteAt(long second) {
      return new Push(second, OptionalLong.empty(), 0, true);
    }

    public Push sequence(long number) {
      return new Push(second, OptionalLong.of(number), amount, delete);
    }
  }

  public static ViewPlan view(String name) {
    return PLAN.views().stream().filter(view -> view.name().equals(name)).findFirst().orElseThrow();
  }

  public static String key(String view, String user) {
    return "prod|" + view + "|" + user;
  }

  public static int amountPosition() {
    return FIELDS.position("amount");
  }

  public static long micros(long second) {
    return (Samples.NOW.getEpochSecond() + second) * 1_000_000;
  }

  /**
   * What a record is to a view.
   *
   * @param stamp the ingestion time, in microseconds after {@link Samples#NOW}
   */
  public static Row row(String view, String user, Push push, long stamp) {
    var values = new Values(FIELDS);
    values.set(FIELDS.position("user_id"), user);
    values.set(amountPosition(), push.amount());
    values.set(FIELDS.position("tags"), List.of("a", "b"));
    Instant time = Samples.NOW.plusSeconds(push.second());
    values.set(FIELDS.position("event_time"), time);
    var pushed =
        new PushedRecord(PLAN, 0, values, push.sequence(), Optional.of("t/0"), push.delete());
    return Rows.of(pushed, micros(0) + stamp).stream()
        .filter(row -> row.view().name().equals(view))
        .findFirst()
        .orElseThrow();
  }

  private static PushSource source() {
    return new PushSource(
        "prod",
        "cards",
        "",
        RULE,
        UnknownFields.REJECT,
        FIELDS,
        List.of(
            feature(LATEST, Optional.empty(), new History.Forever()),
            feature(RECENT, Optional.of(TTL), new History.Forever()),
            feature(UNLOGGED, Optional.empty(), new History.None()),
            feature(KEPT, Optional.empty(), new History.For(RETENTION))));
  }

  private static FeatureView feature(String name, Optional<Duration> ttl, History history) {
    return new FeatureView(name, List.of("user_id"), List.of("amount", "tags"), ttl, history);
  }

  private static Field field(String name, String type) {
    return new Field(name, FieldType.parse(type).orElseThrow(), !name.equals("tags"));
  }
}
