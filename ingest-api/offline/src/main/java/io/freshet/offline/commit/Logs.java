package io.freshet.offline.commit;

import io.freshet.offline.commit.ShardLog.RowsWritten;
import io.freshet.offline.config.Limits;
import io.freshet.offline.config.OfflineConfig.Worker;
import io.freshet.offline.table.ViewTables;
import java.time.InstantSource;

/** Begins logs of shards. */
public final class Logs {
  private final ViewCommits commits;
  private final Limits limits;
  private final RowsWritten written;
  private final InstantSource clock;

  private Logs(ViewCommits commits, Limits limits, RowsWritten written, InstantSource clock) {
    this.commits = commits;
    this.limits = limits;
    this.written = written;
    this.clock = clock;
  }

  /** Into these tables. */
  public static Logs of(
      ViewTables tables, Worker worker, RowsWritten written, InstantSource clock) {
    var commits = new ViewCommits(tables, worker.fileBytes(), clock);
    return new Logs(commits, worker.commits(), written, clock);
  }

  /** For a shard whose lease this worker has just got. */
  public ShardLog begin(String shard) {
    return new ShardLog(shard, commits, limits, written, clock);
  }
}
