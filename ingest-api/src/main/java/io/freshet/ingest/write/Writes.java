package io.freshet.ingest.write;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where a push hands over its rows. */
@FunctionalInterface
public interface Writes {

  /**
   * Completes when the fate of every row is known, in the rows' order; exceptionally with {@link
   * OverloadedException} when none of them was touched, or for a bug.
   */
  CompletableFuture<List<Outcome>> write(List<Row> rows);
}
