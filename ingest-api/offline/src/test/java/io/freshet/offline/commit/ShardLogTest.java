package io.freshet.offline.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.offline.Payments;
import io.freshet.offline.Stream;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.config.Limits;
import io.freshet.offline.table.LogRow;
import io.freshet.offline.table.ViewTables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardLogTest {
  private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), 1_000, 1 << 20);
  private static final long FILE = 1 << 20;

  @TempDir Path folder;

  private final Payments payments = Payments.plain();
  private final Stream stream = new Stream(payments);
  private ViewTables tables;

  @BeforeEach
  void open() {
    tables = TestCatalog.open(folder);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void rowsAreInOnceAlthoughAShardIsReadAgainFromFurtherBack() {
    stream.insert("u1", 1).insert("u2", 2).insert("u3", 3).insert("u4", 4);
    read("shard-1", stream.between(1, 3)).commit();

    ShardLog next = read("shard-1", stream.between(2, 4));

    assertThat(next.commit()).contains(Stream.sequence(4));
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3", "u4");
  }

  @Test
  void aZombieAddsNothingThatItsSuccessorHasAdded() {
    stream.insert("u1", 1).insert("u2", 2).insert("u3", 3).insert("u4", 4);
    ShardLog zombie = read("shard-1", stream.between(1, 3));
    ShardLog successor = read("shard-1", stream.all());
    successor.commit();

    zombie.commit();

    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3", "u4");
  }

  @Test
  void aCommitThatStandsOnPositionsThatHaveMovedIsRefused() {
    stream.insert("u1", 1).insert("u2", 2);
    read("shard-1", stream.between(1, 1)).commit();
    Table table = table();
    TableState before = TableState.of(table).orElseThrow();
    read("shard-2", stream.between(2, 2)).commit();

    boolean committed = TableCommit.commit(table.newAppend(), before, before.backfilled(7));

    assertThat(committed).isFalse();
    table.refresh();
    assertThat(TableState.of(table).orElseThrow().positions())
        .containsOnlyKeys("shard-1", "shard-2");
  }

  @Test
  void shardsThatCommitAtTheSameTimeLoseNothingOfEachOther() throws Exception {
    int shards = 4;
    for (int i = 0; i < 10 * shards; i++) {
      stream.insert("u" + i, i);
    }
    table();
    try (ExecutorService threads = Executors.newFixedThreadPool(shards)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int shard = 0; shard < shards; shard++) {
        int from = 10 * shard;
        String name = "shard-" + shard;
        ends.add(
            threads.submit(() -> {
              for (int i = 1; i <= 10; i++) {
                read(name, stream.between(from + i, from + i)).commit();
              }
            }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }

    assertThat(users()).hasSize(10 * shards).doesNotHaveDuplicates();
    assertThat(TableState.of(refreshed()).orElseThrow().positions()).hasSize(shards);
  }

  @Test
  void rowsThatABackfillMayHaveAddedAreLookedUpByTheirKeys() {
    stream.insert("u1", 1).insert("u2", 2).insert("u3", 3);
    read("someone-else", stream.between(2, 2)).commit();
    Table table = refreshed();
    TableState before = TableState.of(table).orElseThrow();
    long ingested = io.freshet.value.Timestamps.micros(Payments.NOW.plusSeconds(10));
    TableCommit.commit(table.newAppend(), before, before.backfilled(ingested));

    read("shard-1", stream.all()).commit();

    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3");
  }

  @Test
  void recordsThatAddNoRowMoveTheCheckpointAndCommitNothing() {
    stream.remove().remove();
    ShardLog log = read("shard-1", stream.all());

    assertThat(log.commit()).contains(Stream.sequence(2));
    assertThat(tables.find(Payments.WORKSPACE, Payments.VIEW)).isEmpty();
  }

  @Test
  void nothingIsCommittedUntilItIsTime() {
    stream.insert("u1", 1).insert("u2", 2);
    var clock = new java.util.concurrent.atomic.AtomicReference<>(Payments.NOW);
    ShardLog log = log("shard-1", clock::get);
    assertThat(log.due()).isFalse();
    add(log, stream.between(1, 1));
    assertThat(log.due()).isFalse();

    clock.set(Payments.NOW.plus(LIMITS.age()));

    assertThat(log.due()).isTrue();
    log.commit();
    assertThat(log.due()).isFalse();
    assertThat(log.pending()).isZero();
  }

  @Test
  void aTableThatHasLostItsPositionsIsNotGuessedAt() {
    stream.insert("u1", 1).insert("u2", 2);
    read("shard-1", stream.between(1, 1)).commit();
    Table table = refreshed();
    table
        .newDelete()
        .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
        .commit();
    table.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    assertThatThrownBy(() -> read("shard-1", stream.all()).commit())
        .isInstanceOf(LostPositions.class)
        .hasMessageContaining("backfill");
  }

  private ShardLog read(String shard, List<Change> changes) {
    ShardLog log = log(shard, InstantSource.system());
    add(log, changes);
    return log;
  }

  private ShardLog log(String shard, InstantSource clock) {
    return new ShardLog(
        shard, new ViewCommits(tables, FILE, clock), LIMITS, (_, _, _) -> {}, clock);
  }

  private void add(ShardLog log, List<Change> changes) {
    for (Change change : changes) {
      log.add(change, change.inserted().map(item -> LogRow.of(payments.schemas(), item)));
    }
  }

  private Table table() {
    return tables.ensure(payments.source(), payments.view());
  }

  private Table refreshed() {
    Table table = table();
    table.refresh();
    return table;
  }

  private List<Object> users() {
    return TestCatalog.rows(table()).stream().map(row -> row.getField("user_id")).toList();
  }
}
