package io.freshet.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.AsOf;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.version.Version;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.Rows;
import io.freshet.ingest.write.WriteTables;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What both tables promise, whoever keeps them. */
public abstract class TablesContract {
  private final SourcePlan plan = Samples.plan();
  private final ViewPlan view = plan.views().getFirst();
  private long clock = 1_000;

  /** One record, as a caller would push it. */
  public record Push(int second, OptionalLong sequence, double amount, boolean delete) {}

  protected abstract WriteTables writes();

  protected abstract ReadTables reads();

  /** Every history row of a key. */
  protected abstract List<StoredRow> history(ViewPlan ofView, String key);

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void everyOrderRepetitionAndInterleavingEndsTheSame(
      @ForAll("requests") List<List<Push>> requests) {
    String user = UUID.randomUUID().toString();
    Map<ByteBuffer, List<Long>> stamps = new HashMap<>();
    List<CompletableFuture<List<Outcome>>> running = new ArrayList<>();
    for (List<Push> request : requests) {
      List<Row> rows = request.stream().map(push -> row(user, push)).toList();
      rows.forEach(row ->
          stamps
              .computeIfAbsent(ByteBuffer.wrap(row.version().identity()), _ -> new ArrayList<>())
              .add(row.version().ingestionTime()));
      running.add(writer().write(rows));
    }
    running.forEach(CompletableFuture::join);

    List<StoredRow> history = history(view, key(user));
    assertThat(history).hasSize(stamps.size());
    for (StoredRow row : history) {
      assertThat(stamps.get(ByteBuffer.wrap(row.version().identity())))
          .contains(row.version().ingestionTime());
    }
    Version greatest =
        history.stream().map(StoredRow::version).max(Comparator.naturalOrder()).orElseThrow();
    assertThat(online(user).orElseThrow().version()).isEqualTo(greatest);
  }

  @Example
  void aRetryOfTheFirstDoesNotBeatTheSecond() {
    String user = UUID.randomUUID().toString();
    var first = new Push(1, OptionalLong.empty(), 1, false);
    var second = new Push(1, OptionalLong.empty(), 2, false);
    write(user, first);
    write(user, second);
    assertThat(write(user, first)).containsExactly(new Outcome.Historic());
    assertThat(amount(user)).isEqualTo(2.0);
    assertThat(history(view, key(user))).hasSize(2);
  }

  @Example
  void equalVersionsChangeNothing() {
    String user = UUID.randomUUID().toString();
    var push = new Push(1, OptionalLong.of(3), 1, false);
    assertThat(write(user, push)).containsExactly(new Outcome.Online());
    assertThat(write(user, push)).containsExactly(new Outcome.Historic());
    assertThat(history(view, key(user))).hasSize(1);
  }

  @Example
  void aCrashBetweenTheTwoWritesIsRepairedByTheRetry() {
    String user = UUID.randomUUID().toString();
    var push = new Push(1, OptionalLong.of(7), 3, false);
    Row crashed = row(user, push);
    writes().remember(crashed).join();
    assertThat(online(user)).isEmpty();
    assertThat(write(user, push)).containsExactly(new Outcome.Online());
    assertThat(online(user).orElseThrow().version()).isEqualTo(crashed.version());
  }

  @Example
  void theHigherSequenceSettlesATieWheneverItCame() {
    String user = UUID.randomUUID().toString();
    write(user, new Push(1, OptionalLong.of(9), 9, false));
    write(user, new Push(1, OptionalLong.of(4), 4, false));
    write(user, new Push(1, OptionalLong.empty(), 0, false));
    assertThat(amount(user)).isEqualTo(9.0);
  }

  @Example
  void twoRecordsOfOneEntityInOneRequestAreOneOnlineWriteAndTwoOfHistory() {
    String user = UUID.randomUUID().toString();
    List<Row> rows =
        List.of(
            row(user, new Push(2, OptionalLong.empty(), 2, false)),
            row(user, new Push(1, OptionalLong.empty(), 1, false)));
    assertThat(writer().write(rows).join())
        .containsExactly(new Outcome.Online(), new Outcome.Historic());
    assertThat(amount(user)).isEqualTo(2.0);
    assertThat(history(view, key(user))).hasSize(2);
  }

  @Example
  void aDeleteHidesOlderRowsAlsoThoseThatComeLate() {
    String user = UUID.randomUUID().toString();
    write(user, new Push(5, OptionalLong.empty(), 0, true));
    write(user, new Push(4, OptionalLong.empty(), 4, false));
    assertThat(online(user).orElseThrow().deleted()).isTrue();
  }

  @Example
  void whatWasKnownAtAMomentIsAnsweredFromHistory() {
    String user = UUID.randomUUID().toString();
    Row early = row(user, new Push(10, OptionalLong.empty(), 1, false));
    Row late = row(user, new Push(10, OptionalLong.empty(), 2, false));
    Row newest = row(user, new Push(20, OptionalLong.empty(), 3, false));
    List.of(newest, late, early).forEach(row -> writer().write(List.of(row)).join());
    long at = late.version().eventTime();
    assertThat(asOf(user, at, Long.MAX_VALUE)).contains(late.version());
    assertThat(asOf(user, at, early.version().ingestionTime())).contains(early.version());
    assertThat(asOf(user, Long.MAX_VALUE, Long.MAX_VALUE)).contains(newest.version());
    assertThat(asOf(user, at - 1, Long.MAX_VALUE)).isEmpty();
  }

  @Provide
  Arbitrary<List<List<Push>>> requests() {
    Arbitrary<OptionalLong> sequences =
        Arbitraries.of(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(1));
    Arbitrary<Push> pushes =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                sequences,
                Arbitraries.of(0.0, 1.0),
                Arbitraries.of(false, false, true))
            .as(Push::new);
    return pushes.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(6);
  }

  protected final Row row(String user, Push push) {
    var values = new Values(plan.fields());
    values.set(plan.fields().position("user_id"), user);
    values.set(plan.fields().position("amount"), push.amount());
    values.set(plan.fields().position("tags"), List.of("a", "b"));
    Instant time = Samples.NOW.plusSeconds(push.second());
    values.set(plan.fields().position("event_time"), time);
    var pushed =
        new PushedRecord(plan, 0, values, push.sequence(), Optional.of("t/0"), push.delete());
    return Rows.of(pushed, micros() + clock++).getFirst();
  }

  private static long micros() {
    return Samples.NOW.getEpochSecond() * 1_000_000;
  }

  private RowWriter writer() {
    return new RowWriter(writes(), () -> Samples.NOW);
  }

  private List<Outcome> write(String user, Push push) {
    return writer().write(List.of(row(user, push))).join();
  }

  private String key(String user) {
    return "prod|latest|" + user;
  }

  private Optional<StoredRow> online(String user) {
    return Optional.ofNullable(
        reads().online(view, Set.of(key(user)), Consistency.STRONG).join().get(key(user)));
  }

  private Object amount(String user) {
    return online(user).orElseThrow().features().at(plan.fields().position("amount"));
  }

  private Optional<Version> asOf(String user, long eventTime, long ingestionTime) {
    return reads()
        .asOf(view, key(user), new AsOf(eventTime, ingestionTime))
        .join()
        .map(StoredRow::version);
  }
}
