package io.freshet.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.Cards.Push;
import io.freshet.ingest.store.Steps.Fate;
import io.freshet.ingest.store.Steps.Table;
import io.freshet.ingest.version.ContentHash;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.WriteTables;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The one idea, executable: whatever requests push, however their writes interleave, whichever of
 * them fail or lose their answers, once every request has been repeated until it was stored the
 * online row is the greatest version, and the history holds each distinct record once with the
 * ingestion time that it landed with first.
 *
 * <p>The oracle shares no code with what it judges: it knows records by what was pushed, and has an
 * order of its own.
 */
public abstract class OrderContract {

  /** One attempt to push a record: a server stamps it, other servers may use the same moment. */
  public record Attempt(Push push, int stamp) {}

  /** What the scheduler does next. */
  public record Turn(int pick, Fate fate) {}

  /** A record with the ingestion time that counts. */
  private record Known(Push push, long stamp, ContentHash hash) {}

  private static final Comparator<Known> ORDER =
      Comparator.<Known>comparingLong(known -> known.push().second())
          .thenComparingLong(known -> known.push().sequence().orElse(-1))
          .thenComparingLong(Known::stamp)
          .thenComparing(known -> unsigned(known.hash()));

  protected abstract WriteTables writes();

  protected abstract ReadTables reads();

  /** Every history row of a key. */
  protected abstract List<StoredRow> history(ViewPlan ofView, String key);

  /** Runs the requests as the turns say, and judges what is left in the tables. */
  protected final void everythingEndsTheSame(List<List<Attempt>> requests, List<Turn> turns) {
    var run = new Run();
    for (List<Attempt> request : requests) {
      run.start(request, 0);
    }
    turns.forEach(run::turn);
    run.finish();
    run.judge();
  }

  /** One try: an entity of its own, and what is known to have landed in the tables. */
  private final class Run {
    private final String user = UUID.randomUUID().toString();
    private final Map<Push, Known> first = new HashMap<>();
    private final List<Known> offered = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final Map<Row, Push> pushes = new HashMap<>();
    private final Steps steps = new Steps(writes(), this::landed);
    private final RowWriter writer = new RowWriter(steps, () -> Samples.NOW);

    private record Request(List<Attempt> attempts, CompletableFuture<List<Outcome>> answer) {}

    void start(List<Attempt> attempts, int later) {
      List<Row> rows = new ArrayList<>();
      for (Attempt attempt : attempts) {
        Row row = Cards.row(Cards.LATEST, user, attempt.push(), attempt.stamp() + later);
        pushes.put(row, attempt.push());
        rows.add(row);
      }
      requests.add(new Request(attempts, writer.write(rows, Samples.UNHURRIED)));
    }

    void turn(Turn turn) {
      if (!steps.none()) {
        steps.next(turn.pick(), turn.fate());
        requests.forEach(this::whatIsAnsweredIsStored);
      }
    }

    /** Everything that waits is done, and what was not stored is pushed again, as callers do. */
    void finish() {
      drain();
      for (Request request : List.copyOf(requests)) {
        if (request.answer().join().stream().anyMatch(Outcome.NotStored.class::isInstance)) {
          start(request.attempts(), 1_000);
        }
      }
      drain();
    }

    private void drain() {
      while (!steps.none()) {
        turn(new Turn(0, Fate.DONE));
      }
    }

    private void landed(Table table, Row row) {
      long stamp = row.version().ingestionTime();
      if (table == Table.HISTORY) {
        Push push = pushes.get(row);
        first.putIfAbsent(push, new Known(push, stamp, row.version().hash()));
      } else {
        first.values().stream()
            .filter(known -> known.hash().equals(row.version().hash()))
            .filter(known -> Cards.micros(known.push().second()) == row.version().eventTime())
            .filter(known -> known.push().sequence().equals(row.version().sequence()))
            .forEach(offered::add);
      }
    }

    private void whatIsAnsweredIsStored(Request request) {
      if (!request.answer().isDone()) {
        return;
      }
      List<Outcome> outcomes = request.answer().join();
      for (int i = 0; i < outcomes.size(); i++) {
        if (!(outcomes.get(i) instanceof Outcome.NotStored)) {
          Push push = request.attempts().get(i).push();
          assertThat(first).containsKey(push);
          assertThat(offered).anyMatch(known -> ORDER.compare(known, first.get(push)) >= 0);
        }
      }
    }

    void judge() {
      List<StoredRow> rows = history(Cards.view(Cards.LATEST), key());
      assertThat(rows)
          .extracting(row -> row.version().ingestionTime(), row -> row.version().hash())
          .containsExactlyInAnyOrderElementsOf(
              first.values().stream().map(known -> tuple(known.stamp(), known.hash())).toList());
      Known greatest = first.values().stream().max(ORDER).orElseThrow();
      StoredRow online = online().orElseThrow();
      assertThat(online.version().eventTime()).isEqualTo(Cards.micros(greatest.push().second()));
      assertThat(online.version().sequence()).isEqualTo(greatest.push().sequence());
      assertThat(online.version().ingestionTime()).isEqualTo(greatest.stamp());
      assertThat(online.version().hash()).isEqualTo(greatest.hash());
      assertThat(online.deleted()).isEqualTo(greatest.push().delete());
      if (!online.deleted()) {
        assertThat(online.features().at(Cards.amountPosition()))
            .isEqualTo(greatest.push().amount());
      }
    }

    private Optional<StoredRow> online() {
      return Optional.ofNullable(
          reads()
              .online(Cards.view(Cards.LATEST), Set.of(key()), Consistency.STRONG)
              .join()
              .get(key()));
    }

    private String key() {
      return Cards.key(Cards.LATEST, user);
    }
  }

  /** Up to five requests of one entity, with repeats and ties of every kind. */
  @Provide
  Arbitrary<List<List<Attempt>>> requests() {
    Arbitrary<OptionalLong> sequences =
        Arbitraries.of(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(1));
    Arbitrary<Push> pushes =
        Combinators.combine(
                Arbitraries.longs().between(1, 2),
                sequences,
                Arbitraries.of(0.0, 1.0, 2.0),
                Arbitraries.of(false, false, true))
            .as(Push::new);
    return Combinators.combine(pushes, Arbitraries.integers().between(0, 3))
        .as(Attempt::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    Arbitrary<Fate> fates =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(Fate.DONE)),
            Tuple.of(1, Arbitraries.just(Fate.FAILED)),
            Tuple.of(2, Arbitraries.just(Fate.ANSWER_LOST)));
    return Combinators.combine(Arbitraries.integers().between(0, 30), fates)
        .as(Turn::new)
        .list()
        .ofMaxSize(40);
  }

  private static BigInteger unsigned(ContentHash hash) {
    return new BigInteger(
        1, ByteBuffer.allocate(16).putLong(hash.high()).putLong(hash.low()).array());
  }
}
