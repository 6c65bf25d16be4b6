package io.freshet.offline.training;

import io.freshet.offline.training.Moments.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a training set must say, by the definition: look at every row, take the greatest. */
record NaiveModel(List<Row> rows, Optional<Duration> ttl) {
  private static final Comparator<Row> VERSION =
      Comparator.comparing(Row::event)
          .thenComparing(row -> row.sequence().orElse(-1L))
          .thenComparing(Row::ingestion)
          .thenComparing(Row::hash);

  Optional<Row> at(String user, long shop, Instant moment, Knowledge knowledge) {
    return rows.stream()
        .filter(row -> row.user().equals(user) && row.shop() == shop)
        .filter(row -> !row.event().isAfter(moment))
        .filter(row -> knowledge == Knowledge.EVENT || !row.ingestion().isAfter(moment))
        .max(VERSION)
        .filter(row -> !row.delete())
        .filter(row -> !expired(row, moment));
  }

  /** The server compares whole seconds. */
  private boolean expired(Row row, Instant moment) {
    return ttl.isPresent()
        && row.event().plus(ttl.get()).getEpochSecond() <= moment.getEpochSecond();
  }
}
