package io.freshet.offline.commit;

import io.freshet.offline.config.Limits;
import io.freshet.offline.table.LogRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One shard on its way to the tables: its rows are kept in memory until they are committed, in the
 * shard's order. Used by one thread at a time. What it has not committed it can be dropped with:
 * the shard is then read again from the last checkpoint, and rows that are in are left out.
 */
public final class ShardLog {
  private final String shard;
  private final ViewCommits commits;
  private final Limits limits;
  private final InstantSource clock;
  private final RowsWritten written;
  private final Map<String, List<StreamRow>> pending = new LinkedHashMap<>();

  private Optional<Change> read = Optional.empty();
  private Optional<Change> committed = Optional.empty();
  private Optional<Instant> oldest = Optional.empty();
  private Instant since;
  private long rows;
  private long bytes;

  /** Hears what was committed. */
  @FunctionalInterface
  public interface RowsWritten {
    void rows(String workspace, String view, int count);
  }

  ShardLog(
      String shard, ViewCommits commits, Limits limits, RowsWritten written, InstantSource clock) {
    this.shard = shard;
    this.commits = commits;
    this.limits = limits;
    this.written = written;
    this.clock = clock;
    this.since = clock.instant();
  }

  public String shard() {
    return shard;
  }

  /** Whether a record is new to this log: a shard may be delivered again from further back. */
  public boolean isNew(Change change) {
    return read.isEmpty() || read.get().sequence().compareTo(change.sequence()) < 0;
  }

  /** Takes the shard's next record, with the row that it adds if it adds one. */
  public void add(Change change, Optional<LogRow> row) {
    if (rows == 0 && row.isPresent()) {
      since = clock.instant();
      oldest = Optional.of(change.written());
    }
    row.ifPresent(inserted -> {
      String table = inserted.source().workspace() + "." + inserted.view().name();
      pending
          .computeIfAbsent(table, _ -> new ArrayList<>())
          .add(new StreamRow(change.sequence(), inserted));
      rows++;
      bytes += change.bytes();
    });
    read = Optional.of(change.withoutItem());
  }

  /** Whether it is time to commit. */
  public boolean due() {
    return rows >= limits.rows()
        || bytes >= limits.bytes()
        || (!read.equals(committed) && !clock.instant().isBefore(since.plus(limits.age())));
  }

  /** Rows that are not committed. */
  public long pending() {
    return rows;
  }

  /** When the oldest of them was written. */
  public Optional<Instant> oldest() {
    return oldest;
  }

  /**
   * Commits everything. Can be called again after it failed.
   *
   * @return the sequence number up to which the shard need not be read again; empty: nothing was
   *     read yet
   */
  public Optional<String> commit() {
    while (!pending.isEmpty()) {
      Map.Entry<String, List<StreamRow>> entry = pending.entrySet().iterator().next();
      List<StreamRow> next = entry.getValue();
      int added = commits.commit(shard, next, read.orElseThrow().sequence());
      LogRow row = next.getFirst().row();
      written.rows(row.source().workspace(), row.view().name(), added);
      pending.remove(entry.getKey());
      rows -= next.size();
    }
    bytes = 0;
    oldest = Optional.empty();
    since = clock.instant();
    committed = read;
    return read.map(Change::number);
  }
}
