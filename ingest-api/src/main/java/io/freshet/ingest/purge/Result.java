package io.freshet.ingest.purge;

import io.freshet.ingest.write.StoreException;
import java.util.List;

/** How an erasure has ended. */
public sealed interface Result {

  /** What was removed by then, a view each. */
  List<Removed> removed();

  /** The last look found nothing. */
  record Gone(List<Removed> removed) implements Result {}

  /** Every look found something: somebody goes on writing this entity. */
  record StillWritten(List<Removed> removed) implements Result {}

  /** The store failed. What is left is removed by another run. */
  record Interrupted(List<Removed> removed, StoreException cause) implements Result {}
}
