package io.freshet.ingest.write;

import io.freshet.ingest.admit.Deadline;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where a push hands over its rows. */
@FunctionalInterface
public interface Writes {

  /**
   * Completes when the fate of every row is known, in the rows' order; exceptionally only for a
   * bug. What the deadline leaves no time for is not begun, and not stored.
   */
  CompletableFuture<List<Outcome>> write(List<Row> rows, Deadline deadline);
}
