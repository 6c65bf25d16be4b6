package io.freshet.ingest.read;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.plan.ViewPlan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The two tables, as a read needs them. Each read completes exceptionally, with a {@link
 * io.freshet.ingest.write.StoreException}, unless all that was asked for has been read.
 */
public interface ReadTables {

  /** The online rows of these keys; a key that is not in the answer has no row. */
  CompletableFuture<Map<String, StoredRow>> online(
      ViewPlan view, Set<String> keys, Consistency consistency);

  /** Of the history's rows up to a moment, the one of the greatest version. */
  CompletableFuture<Optional<StoredRow>> asOf(ViewPlan view, String key, AsOf moment);

  /**
   * The same tables, for a caller who waits no longer than this. Tables that answer at once need no
   * deadline.
   */
  default ReadTables readingUntil(Deadline deadline) {
    return this;
  }

  /** Whether a read sees every write that was answered before it began. */
  enum Consistency {
    EVENTUAL,
    STRONG
  }
}
