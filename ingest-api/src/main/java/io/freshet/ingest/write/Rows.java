package io.freshet.ingest.write;

import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.version.ContentEncoding;
import io.freshet.ingest.version.Version;
import io.freshet.schema.History;
import io.freshet.value.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** The rows that a valid record makes: one in each view whose entity it names. */
public final class Rows {
  /** How long a delete is remembered online where the view's rows never expire. */
  private static final Duration TOMBSTONE = Duration.ofDays(90);

  private Rows() {}

  /**
   * Makes them.
   *
   * @param ingestionTime microseconds since the epoch, this record's own
   */
  public static List<Row> of(PushedRecord pushed, long ingestionTime) {
    var eventTime = (Instant) pushed.values().at(pushed.plan().source().timestampPosition());
    var version =
        new Version(
            Timestamps.micros(eventTime),
            pushed.sequence(),
            ingestionTime,
            ContentEncoding.hash(pushed.plan(), pushed.values(), pushed.origin(), pushed.delete()));
    return pushed.plan().views().stream()
        .filter(view -> view.identifies(pushed.values()))
        .map(view -> row(pushed, view, version, eventTime))
        .toList();
  }

  private static Row row(PushedRecord pushed, ViewPlan plan, Version version, Instant eventTime) {
    return new Row(
        plan,
        plan.key(pushed.values()),
        version,
        pushed.origin(),
        pushed.delete(),
        pushed.values(),
        onlineExpiry(plan, pushed.delete(), eventTime, version),
        historyExpiry(plan.view().history(), eventTime));
  }

  /**
   * A tombstone without a ttl lives from its ingestion on: counted from its event time, a late
   * delete would already have expired and would delete nothing.
   */
  private static OptionalLong onlineExpiry(
      ViewPlan plan, boolean delete, Instant eventTime, Version version) {
    return delete && plan.view().ttl().isEmpty()
        ? OptionalLong.of(secondsAfter(Timestamps.ofMicros(version.ingestionTime()), TOMBSTONE))
        : plan.expiry(eventTime);
  }

  private static OptionalLong historyExpiry(History history, Instant eventTime) {
    return switch (history) {
      case History.For(Duration retention) -> OptionalLong.of(secondsAfter(eventTime, retention));
      case History.Forever _, History.None _ -> OptionalLong.empty();
    };
  }

  private static long secondsAfter(Instant eventTime, Duration duration) {
    return eventTime.plus(duration).getEpochSecond();
  }
}
