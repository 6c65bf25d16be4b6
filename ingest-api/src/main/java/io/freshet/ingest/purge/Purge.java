package io.freshet.ingest.purge;

import io.freshet.ingest.purge.Result.Gone;
import io.freshet.ingest.purge.Result.Interrupted;
import io.freshet.ingest.purge.Result.StillWritten;
import io.freshet.ingest.write.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Removes an entity's rows, first online, where they are read, then from the history; waits until
 * every write that was under way has ended; and looks again, until it finds nothing.
 *
 * <p>No row can say "never again" (it would hold the very identity that is to be forgotten), so
 * this is no lock: what reaches the server after the last look is stored like anything else.
 */
public final class Purge {
  private static final int LOOKS = 5;

  private final PurgeTables tables;
  private final Runnable settle;
  private final Map<Target, Removed> removed = new LinkedHashMap<>();

  /**
   * @param settle returns when the writes that were under way at its call have ended
   */
  public Purge(PurgeTables tables, Runnable settle) {
    this.tables = tables;
    this.settle = settle;
  }

  /** Removes all rows of all targets. */
  public Result run(List<Target> targets) {
    targets.forEach(target -> removed.put(target, new Removed(target.view(), 0, 0)));
    try {
      for (int look = 1; look <= LOOKS; look++) {
        if (foundNothing(targets)) {
          return new Gone(list());
        }
        settle.run();
      }
      return foundNothing(targets) ? new Gone(list()) : new StillWritten(list());
    } catch (StoreException e) {
      return new Interrupted(list(), e);
    }
  }

  private boolean foundNothing(List<Target> targets) {
    boolean nothing = true;
    for (Target target : targets) {
      nothing &= remove(target).nothing();
    }
    return nothing;
  }

  private Removed remove(Target target) {
    var online = new Removed(target.view(), await(tables.removeOnline(target.key())), 0);
    count(target, online);
    Removed total = online;
    for (int rows = history(target); rows > 0; rows = history(target)) {
      var some = new Removed(target.view(), 0, rows);
      count(target, some);
      total = total.plus(some);
    }
    return total;
  }

  private int history(Target target) {
    return await(tables.removeHistory(target.key()));
  }

  private void count(Target target, Removed more) {
    removed.merge(target, more, Removed::plus);
  }

  private List<Removed> list() {
    return List.copyOf(removed.values());
  }

  private static int await(CompletableFuture<Integer> removal) {
    try {
      return removal.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw e;
    }
  }
}
