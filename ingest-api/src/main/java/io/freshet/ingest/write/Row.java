package io.freshet.ingest.write;

import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.version.Version;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one record is to one view.
 *
 * @param key the row's key; every record of one entity in one view has the same
 * @param deleted a tombstone: its features do not count
 * @param onlineExpiry epoch seconds from which readers ignore the online row
 * @param historyExpiry epoch seconds from which the history may be forgotten
 */
public record Row(
    ViewPlan view,
    String key,
    Version version,
    Optional<String> origin,
    boolean deleted,
    Values values,
    OptionalLong onlineExpiry,
    OptionalLong historyExpiry) {

  /** The same row, ingested at another moment. */
  Row ingestedAt(long ingestionTime) {
    return ingestionTime == version.ingestionTime()
        ? this
        : new Row(
            view,
            key,
            version.ingestedAt(ingestionTime),
            origin,
            deleted,
            values,
            onlineExpiry,
            historyExpiry);
  }

  boolean expiredAt(long epochSecond) {
    return onlineExpiry.isPresent() && onlineExpiry.getAsLong() <= epochSecond;
  }
}
