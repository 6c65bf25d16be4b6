package io.freshet.offline.maintain;

import io.freshet.offline.commit.LostPositions;
import io.freshet.offline.commit.TableCommit;
import io.freshet.offline.commit.TableState;
import java.time.Instant;
import org.apache.iceberg.Table;

/** Old snapshots and the files that only they have. */
public final class Expiry {
  private Expiry() {}

  /**
   * Forgets the table's snapshots that are older; the newest stays always. Where it is another
   * program's, which says nothing of the stream's positions, one that carries them is made first.
   *
   * @return how many went
   */
  public static int run(Table table, Instant before) {
    table.refresh();
    if (table.currentSnapshot() == null) {
      return 0;
    }
    while (!TableState.carriedBy(table.currentSnapshot())) {
      TableState state = TableState.of(table).orElseThrow(() -> new LostPositions(table.name()));
      TableCommit.commit(table.newAppend(), state, state);
      table.refresh();
    }
    int had = count(table);
    table.expireSnapshots().expireOlderThan(before.toEpochMilli()).retainLast(1).commit();
    table.refresh();
    return had - count(table);
  }

  private static int count(Table table) {
    int count = 0;
    for (var _ : table.snapshots()) {
      count++;
    }
    return count;
  }
}
