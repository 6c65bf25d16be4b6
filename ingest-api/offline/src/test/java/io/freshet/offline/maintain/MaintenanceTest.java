package io.freshet.offline.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.offline.Payments;
import io.freshet.offline.Stream;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.commit.Change;
import io.freshet.offline.commit.Logs;
import io.freshet.offline.commit.ShardLog;
import io.freshet.offline.commit.Silence;
import io.freshet.offline.commit.TableState;
import io.freshet.offline.config.Limits;
import io.freshet.offline.config.OfflineConfig.Unknown;
import io.freshet.offline.config.OfflineConfig.Worker;
import io.freshet.offline.metrics.OfflineMetrics;
import io.freshet.offline.table.LogRow;
import io.freshet.offline.table.ViewTables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class MaintenanceTest {
  private static final long FILE = 1 << 20;
  private static final Worker WORKER =
      new Worker(
          "w",
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          new Limits(Duration.ofMinutes(1), 1_000, FILE),
          FILE,
          Unknown.WAIT,
          Duration.ofSeconds(1));

  @TempDir Path folder;

  private final Payments payments = Payments.plain();
  private final Stream stream = new Stream(payments);
  private ViewTables tables;

  @BeforeEach
  void open() {
    tables = TestCatalog.open(folder);
    for (int i = 1; i <= 6; i++) {
      stream.insert("u" + i, i);
    }
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void aBackfillAddsWhatIsMissingAndNothingTheSecondTime() {
    follow("shard-1", stream.between(2, 4));

    assertThat(backfill(2)).isEqualTo(new Backfill.Result(6, 3, 0));
    assertThat(backfill(100)).isEqualTo(new Backfill.Result(6, 0, 0));

    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3", "u4", "u5", "u6");
  }

  @Test
  void whatTheStreamDeliversAfterABackfillIsNotAddedAgain() {
    follow("shard-1", stream.between(1, 1));
    backfill(4);
    stream.insert("u7", 7);

    follow("shard-1", stream.all());

    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3", "u4", "u5", "u6", "u7");
  }

  @Test
  void aCompactionKeepsRowsAndPositions() {
    for (int i = 1; i <= 6; i++) {
      follow("shard-1", stream.between(i, i));
    }
    TableState before = TableState.of(table()).orElseThrow();

    assertThat(new Compaction(FILE).run(table())).isEqualTo(new Compaction.Result(6, 1));

    assertThat(TableState.carriedBy(table().currentSnapshot())).isTrue();
    assertThat(TableState.of(table())).contains(before);
    follow("shard-1", stream.all());
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3", "u4", "u5", "u6");
    assertThat(new Compaction(FILE).run(table())).isEqualTo(new Compaction.Result(0, 0));
  }

  @Test
  void anExpiryKeepsThePositionsAlsoWhereAnotherProgramRewroteTheTable() {
    follow("shard-1", stream.between(1, 3));
    TableState before = TableState.of(table()).orElseThrow();
    table().newDelete().deleteFromRowFilter(Expressions.alwaysFalse()).commit();

    assertThat(Expiry.run(table(), Instant.now().plusSeconds(3600))).isEqualTo(2);

    assertThat(TableState.of(table())).contains(before);
    follow("shard-1", stream.all());
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3", "u4", "u5", "u6");
  }

  @Test
  void aBackfillMakesATableWholeThatHasLostItsPositions() {
    follow("shard-1", stream.between(1, 3));
    table().newDelete().deleteFromRowFilter(Expressions.alwaysFalse()).commit();
    table().expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    assertThat(TableState.of(table())).isEmpty();

    backfill(100);
    follow("shard-1", stream.all());

    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3", "u4", "u5", "u6");
  }

  @Test
  void aWorkerThatWasAwayForLongerThanTheStreamKeepsItsRecordsSaysSo() {
    assertThat(Silence.since(tables, payments.schemas().catalogue())).isEmpty();
    follow("shard-1", stream.all());
    Instant heard = Silence.since(tables, payments.schemas().catalogue()).orElseThrow();

    assertThat(gap(heard, heard.plus(Duration.ofHours(23)))).isEqualTo("0.0");
    assertThat(gap(heard, heard.plus(Duration.ofHours(25)))).isEqualTo("1.0");
  }

  private static String gap(Instant heard, Instant now) {
    var metrics = new OfflineMetrics(() -> now, "test");
    metrics.lastHeard(heard);
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith("freshet_offline_possible_gap "))
        .map(line -> line.split(" ", 2)[1])
        .findFirst()
        .orElseThrow();
  }

  private Backfill.Result backfill(int chunk) {
    List<Map<String, AttributeValue>> items =
        stream.all().stream().flatMap(change -> change.inserted().stream()).toList();
    return new Backfill(payments.schemas(), tables, chunk, FILE, _ -> {}).run(items);
  }

  private void follow(String shard, List<Change> changes) {
    ShardLog log = Logs.of(tables, WORKER, (_, _, _) -> {}, InstantSource.system()).begin(shard);
    for (Change change : changes) {
      log.add(change, change.inserted().map(item -> LogRow.of(payments.schemas(), item)));
    }
    log.commit();
  }

  private Table table() {
    Table table = tables.ensure(payments.source(), payments.view());
    table.refresh();
    return table;
  }

  private List<Object> users() {
    return TestCatalog.rows(table()).stream().map(row -> row.getField("user_id")).toList();
  }
}
