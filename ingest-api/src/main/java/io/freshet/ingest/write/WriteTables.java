package io.freshet.ingest.write;

import io.freshet.ingest.admit.Deadline;
import java.util.concurrent.CompletableFuture;

/**
 * The two tables, as a push needs them. Both writes can be repeated at will. Each completes when
 * its write is durable, or exceptionally with a {@link StoreException}.
 */
public interface WriteTables {

  /**
   * Adds the row to the history, unless the same record (entity, event time, sequence, content) is
   * there.
   *
   * @return the ingestion time that counts: the row's own, or that of the record already there
   */
  CompletableFuture<Long> remember(Row row);

  /** Puts the row online, unless a row of the same or a greater version is there. */
  CompletableFuture<Offered> offer(Row row);

  /**
   * The same tables, for a caller who waits no longer than this: a write that is under way then is
   * given up. Tables that answer at once need no deadline.
   */
  default WriteTables writingUntil(Deadline deadline) {
    return this;
  }

  /** What became of an online write. */
  enum Offered {
    STORED,
    /** A row of the same or a greater version was there: the record is history only. */
    HISTORIC
  }
}
