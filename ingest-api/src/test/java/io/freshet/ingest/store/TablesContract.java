package io.freshet.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.purge.Purge;
import io.freshet.ingest.purge.PurgeTables;
import io.freshet.ingest.purge.Removed;
import io.freshet.ingest.purge.Result;
import io.freshet.ingest.purge.Target;
import io.freshet.ingest.read.AsOf;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.Cards.Push;
import io.freshet.ingest.version.Version;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Outcome.Historic;
import io.freshet.ingest.write.Outcome.Online;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.WriteTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;

/** What both tables promise, whoever keeps them. */
public abstract class TablesContract {
  private final String user = UUID.randomUUID().toString();
  private long stamps = 1_000;

  protected abstract WriteTables writes();

  protected abstract ReadTables reads();

  protected abstract PurgeTables purge();

  /** Every history row of a key. */
  protected abstract List<StoredRow> history(ViewPlan ofView, String key);

  @Example
  void aRetryOfTheFirstDoesNotBeatTheSecond() {
    write(Push.of(1, 1));
    write(Push.of(1, 2));
    assertThat(write(Push.of(1, 1))).containsExactly(new Historic());
    assertThat(amount()).isEqualTo(2.0);
    assertThat(history()).hasSize(2);
  }

  @Example
  void aReplayAfterANewerWriteChangesNothing() {
    write(Push.of(1, 1).sequence(1));
    write(Push.of(2, 2).sequence(2));
    List<StoredRow> before = history();
    assertThat(write(Push.of(1, 1).sequence(1))).containsExactly(new Historic());
    assertThat(write(Push.of(2, 2).sequence(2))).containsExactly(new Historic());
    assertThat(amount()).isEqualTo(2.0);
    assertThat(history())
        .extracting(StoredRow::version)
        .containsExactlyInAnyOrderElementsOf(before.stream().map(StoredRow::version).toList());
  }

  @Example
  void equalVersionsChangeNothing() {
    Row row = row(Cards.LATEST, Push.of(1, 1).sequence(3));
    assertThat(writes().offer(row).join()).isEqualTo(WriteTables.Offered.STORED);
    assertThat(writes().offer(row).join()).isEqualTo(WriteTables.Offered.HISTORIC);
    assertThat(writes().remember(row).join()).isEqualTo(row.version().ingestionTime());
    assertThat(writes().remember(row).join()).isEqualTo(row.version().ingestionTime());
    assertThat(history()).hasSize(1);
  }

  @Example
  void aCrashBetweenTheTwoWritesIsRepairedByTheRetry() {
    Push push = Push.of(1, 3).sequence(7);
    Row crashed = row(Cards.LATEST, push);
    writes().remember(crashed).join();
    assertThat(online()).isEmpty();
    assertThat(write(push)).containsExactly(new Online());
    assertThat(online().orElseThrow().version()).isEqualTo(crashed.version());
  }

  @Example
  void theHigherSequenceSettlesATieWheneverItCame() {
    write(Push.of(1, 9).sequence(9));
    write(Push.of(1, 4).sequence(4));
    write(Push.of(1, 0));
    assertThat(amount()).isEqualTo(9.0);
  }

  @Example
  void withoutSequencesTheLaterIngestionSettlesATieWheneverItsWriteLands() {
    Row earlier = Cards.row(Cards.LATEST, user, Push.of(1, 1), 1);
    Row later = Cards.row(Cards.LATEST, user, Push.of(1, 2), 2);
    write(List.of(later));
    write(List.of(earlier));
    assertThat(amount()).isEqualTo(2.0);
  }

  @Example
  void theHashSettlesWhatTwoServersStampedAtTheSameMoment() {
    Row one = Cards.row(Cards.LATEST, user, Push.of(1, 1), 1);
    Row other = Cards.row(Cards.LATEST, user, Push.of(1, 2), 1);
    write(List.of(one));
    write(List.of(other));
    Row greater = one.version().compareTo(other.version()) > 0 ? one : other;
    assertThat(online().orElseThrow().version().hash()).isEqualTo(greater.version().hash());
    write(List.of(one));
    assertThat(online().orElseThrow().version().hash()).isEqualTo(greater.version().hash());
  }

  @Example
  void twoRecordsOfOneEntityInOneRequestAreOneOnlineWriteAndTwoOfHistory() {
    List<Row> rows = List.of(row(Cards.LATEST, Push.of(2, 2)), row(Cards.LATEST, Push.of(1, 1)));
    assertThat(write(rows)).containsExactly(new Online(), new Historic());
    assertThat(amount()).isEqualTo(2.0);
    assertThat(history()).hasSize(2);
  }

  @Example
  void aRecordTwiceInOneRequestIsOneRowOfHistoryAndCountsOnce() {
    List<Row> rows = List.of(row(Cards.LATEST, Push.of(1, 1)), row(Cards.LATEST, Push.of(1, 1)));
    assertThat(write(rows)).containsExactlyInAnyOrder(new Online(), new Historic());
    assertThat(history()).hasSize(1);
  }

  @Example
  void writersThatRaceLeaveTheGreatestAndEveryDistinctRecord() {
    List<Row> rows =
        new ArrayList<>(
            IntStream.range(0, 60)
                .mapToObj(i -> row(Cards.LATEST, Push.of(i % 5, i % 20)))
                .toList());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      rows.forEach(row -> threads.submit(() -> write(List.of(row))));
    }
    assertThat(history()).hasSize(20);
    assertThat(online().orElseThrow().version())
        .isEqualTo(
            history().stream()
                .map(StoredRow::version)
                .max(Comparator.naturalOrder())
                .orElseThrow());
  }

  @Example
  void aDeleteHidesOlderRowsAlsoThoseThatComeLate() {
    write(Push.of(3, 3));
    assertThat(write(Push.deleteAt(5))).containsExactly(new Online());
    assertThat(write(Push.of(4, 4))).containsExactly(new Historic());
    assertThat(online().orElseThrow().deleted()).isTrue();
    assertThat(history()).extracting(StoredRow::deleted).containsOnlyOnce(true).hasSize(3);
  }

  @Example
  void aNewerWriteBringsADeletedEntityBack() {
    write(Push.deleteAt(5));
    assertThat(write(Push.of(6, 6))).containsExactly(new Online());
    assertThat(online().orElseThrow().deleted()).isFalse();
    assertThat(amount()).isEqualTo(6.0);
  }

  @Example
  void aDeleteAgainChangesNothing() {
    write(Push.deleteAt(5));
    StoredRow before = online().orElseThrow();
    assertThat(write(Push.deleteAt(5))).containsExactly(new Historic());
    assertThat(online().orElseThrow().version()).isEqualTo(before.version());
    assertThat(history()).hasSize(1);
  }

  @Example
  void aTombstoneStaysForTheViewsTtlElseForNinetyDays() {
    write(List.of(row(Cards.RECENT, Push.deleteAt(0)), row(Cards.LATEST, Push.deleteAt(0))));
    long now = Samples.NOW.getEpochSecond();
    assertThat(online(Cards.RECENT).orElseThrow().expiresAt())
        .hasValue(now + Cards.TTL.toSeconds());
    assertThat(online(Cards.LATEST).orElseThrow().expiresAt()).hasValue(now + 90 * 86_400);
  }

  @Example
  void aRowExpiresByItsEventTimeAndTheHistoryByItsRetentionInSeconds() {
    write(List.of(row(Cards.RECENT, Push.of(-7, 1)), row(Cards.KEPT, Push.of(-7, 1))));
    long event = Samples.NOW.getEpochSecond() - 7;
    assertThat(online(Cards.RECENT).orElseThrow().expiresAt())
        .hasValue(event + Cards.TTL.toSeconds());
    assertThat(history(Cards.RECENT).getFirst().expiresAt()).isEmpty();
    assertThat(online(Cards.KEPT).orElseThrow().expiresAt()).isEmpty();
    assertThat(history(Cards.KEPT).getFirst().expiresAt())
        .hasValue(event + Cards.RETENTION.toSeconds());
  }

  @Example
  void whatIsExpiredOnArrivalGoesToTheHistoryOnly() {
    long ttl = Cards.TTL.toSeconds();
    assertThat(write(List.of(row(Cards.RECENT, Push.of(-ttl, 1))))).containsExactly(new Historic());
    assertThat(online(Cards.RECENT)).isEmpty();
    assertThat(history(Cards.RECENT)).hasSize(1);
    assertThat(write(List.of(row(Cards.RECENT, Push.of(1 - ttl, 2)))))
        .containsExactly(new Online());
  }

  @Example
  void aViewWithoutHistoryHasOnlineRowsOnly() {
    assertThat(write(List.of(row(Cards.UNLOGGED, Push.of(1, 1))))).containsExactly(new Online());
    assertThat(write(List.of(row(Cards.UNLOGGED, Push.of(0, 0))))).containsExactly(new Historic());
    assertThat(online(Cards.UNLOGGED)).isPresent();
    assertThat(history(Cards.UNLOGGED)).isEmpty();
  }

  @Example
  void aStoredRowHoldsTheViewsFeaturesAndNothingElse() {
    write(Push.of(1, 1.5));
    for (StoredRow row : List.of(online().orElseThrow(), history().getFirst())) {
      assertThat(row.features().at(Cards.amountPosition())).isEqualTo(1.5);
      assertThat(row.features().at(Cards.amountPosition() + 1)).isEqualTo(List.of("a", "b"));
      assertThat(row.features().has(Cards.amountPosition() - 1)).isFalse();
      assertThat(row.origin()).contains("t/0");
      assertThat(row.version().sequence()).isEqualTo(OptionalLong.empty());
    }
  }

  @Example
  void whatWasKnownAtAMomentIsAnsweredFromHistory() {
    Row early = row(Cards.LATEST, Push.of(10, 1));
    Row late = row(Cards.LATEST, Push.of(10, 2));
    Row newest = row(Cards.LATEST, Push.of(20, 3));
    List.of(newest, late, early).forEach(row -> write(List.of(row)));
    long at = late.version().eventTime();
    assertThat(asOf(at, Long.MAX_VALUE)).contains(late.version());
    assertThat(asOf(at, early.version().ingestionTime())).contains(early.version());
    assertThat(asOf(Long.MAX_VALUE, Long.MAX_VALUE)).contains(newest.version());
    assertThat(asOf(at - 1, Long.MAX_VALUE)).isEmpty();
  }

  @Example
  void amongRowsOfOneEventTimeTheSequenceCountsBeforeTheIngestion() {
    Row higher = row(Cards.LATEST, Push.of(1, 1).sequence(2));
    Row lower = row(Cards.LATEST, Push.of(1, 2).sequence(1));
    write(List.of(higher));
    write(List.of(lower));
    assertThat(asOf(higher.version().eventTime(), Long.MAX_VALUE)).contains(higher.version());
  }

  @Example
  void whatWasIngestedLaterIsSteppedOverHoweverMuchOfItThereIs() {
    Row known = row(Cards.LATEST, Push.of(0, -1));
    write(List.of(known));
    write(IntStream.range(1, 130).mapToObj(i -> row(Cards.LATEST, Push.of(i, i))).toList());
    assertThat(asOf(Long.MAX_VALUE, known.version().ingestionTime())).contains(known.version());
  }

  @Example
  void anErasedEntityIsGoneFromBothTablesAndNobodyElseIs() {
    write(IntStream.range(0, 130).mapToObj(i -> row(Cards.LATEST, Push.of(i, i))).toList());
    Row other = Cards.row(Cards.LATEST, user + "|", Push.of(1, 1), 1);
    write(List.of(other, row(Cards.RECENT, Push.of(1, 1))));
    var target = new Target(Cards.LATEST, Cards.key(Cards.LATEST, user));

    assertThat(new Purge(purge(), () -> {}).run(List.of(target)))
        .isEqualTo(new Result.Gone(List.of(new Removed(Cards.LATEST, 1, 130))));
    assertThat(online()).isEmpty();
    assertThat(history()).isEmpty();
    assertThat(history(Cards.RECENT)).hasSize(1);
    assertThat(history(other.view(), other.key())).hasSize(1);
    assertThat(new Purge(purge(), () -> {}).run(List.of(target)))
        .isEqualTo(new Result.Gone(List.of(new Removed(Cards.LATEST, 0, 0))));
  }

  @Example
  void anErasedEntityMayComeBack() {
    write(Push.of(5, 5));
    var target = new Target(Cards.LATEST, Cards.key(Cards.LATEST, user));
    new Purge(purge(), () -> {}).run(List.of(target));
    assertThat(write(Push.of(1, 1))).containsExactly(new Online());
  }

  private Row row(String view, Push push) {
    return Cards.row(view, user, push, stamps++);
  }

  private RowWriter writer() {
    return new RowWriter(writes(), () -> Samples.NOW);
  }

  private List<Outcome> write(List<Row> rows) {
    return writer().write(rows, Samples.UNHURRIED).join();
  }

  private List<Outcome> write(Push push) {
    return write(List.of(row(Cards.LATEST, push)));
  }

  private Optional<StoredRow> online() {
    return online(Cards.LATEST);
  }

  private Optional<StoredRow> online(String view) {
    String key = Cards.key(view, user);
    return Optional.ofNullable(
        reads().online(Cards.view(view), Set.of(key), Consistency.STRONG).join().get(key));
  }

  private List<StoredRow> history() {
    return history(Cards.LATEST);
  }

  private List<StoredRow> history(String view) {
    return history(Cards.view(view), Cards.key(view, user));
  }

  private Object amount() {
    return online().orElseThrow().features().at(Cards.amountPosition());
  }

  private Optional<Version> asOf(long eventTime, long ingestionTime) {
    return reads()
        .asOf(
            Cards.view(Cards.LATEST),
            Cards.key(Cards.LATEST, user),
            new AsOf(eventTime, ingestionTime))
        .join()
        .map(StoredRow::version);
  }
}
