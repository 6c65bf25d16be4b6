package io.freshet.ingest.purge;

import java.util.concurrent.CompletableFuture;

/**
 * The two tables, as an erasure needs them. Both can be repeated at will. Each completes
 * exceptionally, with a {@link io.freshet.ingest.write.StoreException}, when the store fails; what
 * was removed by then stays removed.
 */
public interface PurgeTables {

  /**
   * Removes the online row of a key.
   *
   * @return how many there were: none or one
   */
  CompletableFuture<Integer> removeOnline(String key);

  /**
   * Removes some of the key's history.
   *
   * @return how many rows; none when none is left
   */
  CompletableFuture<Integer> removeHistory(String key);
}
