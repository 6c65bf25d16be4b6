package io.freshet.bridge.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
  private static final Optional<Integer> EPOCH = Optional.of(3);

  /** One step: open the next offset (after a hole), or finish the n-th open part, or commit. */
  record Step(Kind kind, int number) {
    enum Kind {
      OPEN,
      DONE,
      COMMIT
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(4, Arbitraries.just(Step.Kind.OPEN)),
                    Tuple.of(5, Arbitraries.just(Step.Kind.DONE)),
                    Tuple.of(2, Arbitraries.just(Step.Kind.COMMIT))),
                Arbitraries.integers().between(0, 50))
            .as(Step::new);
    return step.list().ofMaxSize(200);
  }

  /** Compared with the simplest thing that could be right: a list, searched from the start. */
  @Property
  void commitsOnlyUpToTheFirstUnfinishedOffsetAndNeverGoesBack(@ForAll("steps") List<Step> steps) {
    var tracker = new OffsetTracker();
    List<Slot> slots = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    List<Boolean> done = new ArrayList<>();
    long next = 0;
    long committed = -1;
    for (Step step : steps) {
      switch (step.kind()) {
        case OPEN -> {
          next += step.number() % 3;
          slots.add(tracker.open(next, 3, 0, 10));
          offsets.add(next);
          done.add(false);
          next++;
          tracker.polledTo(new Position(next, EPOCH));
        }
        case DONE -> {
          if (!slots.isEmpty() && !done.get(step.number() % slots.size())) {
            slots.get(step.number() % slots.size()).done();
            done.set(step.number() % slots.size(), true);
          }
        }
        case COMMIT -> {
          int firstOpen = done.indexOf(false);
          Optional<Position> point = tracker.committable();
          if (point.isPresent()) {
            assertThat(point.get().offset()).isGreaterThan(committed);
            if (firstOpen >= 0) {
              assertThat(point.get().offset()).isLessThanOrEqualTo(offsets.get(firstOpen));
            } else {
              assertThat(point.get().offset()).isEqualTo(next);
            }
            committed = point.get().offset();
            tracker.committed(point.get());
          } else {
            long due = firstOpen < 0 ? next : firstOpen == 0 ? -1 : offsets.get(firstOpen - 1) + 1;
            assertThat(committed).isGreaterThanOrEqualTo(slots.isEmpty() ? -1 : due);
          }
        }
      }
    }
  }

  @Property
  void reachesTheEndOnceEverythingIsDoneInWhateverOrder(
      @ForAll("permutation") List<Integer> order) {
    var tracker = new OffsetTracker();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      slots.add(tracker.open(i * 2L, -1, 0, 1));
    }
    tracker.polledTo(new Position(1_000, EPOCH));
    order.forEach(i -> slots.get(i).done());
    assertThat(tracker.committable()).contains(new Position(1_000, EPOCH));
    assertThat(tracker.openRecords()).isZero();
    assertThat(tracker.heldBytes()).isZero();
  }

  @Provide
  Arbitrary<List<Integer>> permutation() {
    return Arbitraries.integers()
        .between(1, 40)
        .flatMap(size -> Arbitraries.shuffle(IntStream.range(0, size).boxed().toList()));
  }

  @Test
  void countsWhatIsForeseenUntilItIsThereAndThenWhatItIs() {
    var tracker = new OffsetTracker();
    Slot slot = tracker.open(0, -1, 0, 1_000);
    slot.foresee(600);
    assertThat(tracker.heldBytes()).isEqualTo(1_600);
    slot.grow(200);
    slot.grow(300);
    assertThat(tracker.heldBytes()).isEqualTo(1_500);
    slot.done();
    assertThat(tracker.heldBytes()).isZero();
  }

  @Test
  void aRecordWithSeveralRoutesIsDoneWhenAllOfThemAre() {
    var tracker = new OffsetTracker();
    Slot slot = tracker.open(7, 3, 0, 1);
    tracker.polledTo(new Position(8, EPOCH));
    slot.expectAnother();
    slot.done();
    assertThat(tracker.committable()).isEmpty();
    assertThat(tracker.heldBytes()).isEqualTo(1);
    slot.done();
    assertThat(tracker.committable()).contains(new Position(8, EPOCH));
    assertThat(tracker.heldBytes()).isZero();
  }

  @Test
  void whatIsDoneTwiceIsReleasedOnce() {
    var tracker = new OffsetTracker();
    Slot slot = tracker.open(7, 3, 0, 10);
    tracker.open(8, 3, 0, 10);
    slot.done();
    slot.done();
    assertThat(tracker.heldBytes()).isEqualTo(10);
  }

  @Test
  void stepsOverWhatAPollReadWithoutReturningRecords() {
    var tracker = new OffsetTracker();
    tracker.polledTo(new Position(5, EPOCH));
    assertThat(tracker.committable()).contains(new Position(5, EPOCH));
  }

  @Test
  void carriesTheLeaderEpochOfTheLastDoneRecord() {
    var tracker = new OffsetTracker();
    Slot first = tracker.open(1, 4, 0, 1);
    tracker.open(2, 5, 0, 1);
    tracker.polledTo(new Position(3, Optional.of(5)));
    first.done();
    assertThat(tracker.committable()).contains(new Position(2, Optional.of(4)));
  }

  @Test
  void anAcknowledgementForAForgottenAssignmentMovesNothingInTheNextOne() {
    var before = new OffsetTracker();
    Slot stale = before.open(1, 1, 0, 1);
    before.forget();
    var after = new OffsetTracker();
    after.open(1, 1, 0, 1);
    after.polledTo(new Position(2, EPOCH));
    stale.done();
    assertThat(stale.forgotten()).isTrue();
    assertThat(after.committable()).isEmpty();
  }

  @Test
  void whatIsAboardWhenTheDrainBeginsMayStayAboardAndNothingElseGetsIn() throws Exception {
    var tracker = new OffsetTracker();
    Slot aboard = tracker.open(0, 1, 0, 1);
    Slot ashore = tracker.open(1, 1, 0, 1);
    assertThat(aboard.board()).isTrue();
    tracker.forget();
    assertThat(aboard.board()).isTrue();
    assertThat(ashore.board()).isFalse();
    aboard.disembark();
    assertThat(tracker.awaitWire(Duration.ZERO)).isFalse();
    aboard.disembark();
    assertThat(tracker.awaitWire(Duration.ZERO)).isTrue();
    assertThat(aboard.board()).isFalse();
  }

  @Test
  void refusesOffsetsThatGoBack() {
    var tracker = new OffsetTracker();
    tracker.open(5, 1, 0, 1);
    assertThatThrownBy(() -> tracker.open(5, 1, 0, 1)).hasMessageContaining("offset 5 after 5");
  }

  @Test
  void waitsForTheWireButNoLongerThanAsked() throws Exception {
    var tracker = new OffsetTracker();
    Slot slot = tracker.open(1, 1, 0, 1);
    assertThat(slot.board()).isTrue();
    assertThat(tracker.awaitWire(Duration.ZERO)).isFalse();
    Thread.ofVirtual().start(slot::disembark);
    assertThat(tracker.awaitWire(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void countsWhatIsOpenNowAndNotWhatWasAtTheLastCommit() {
    var tracker = new OffsetTracker();
    Slot first = tracker.open(0, 3, 0, 10);
    tracker.open(1, 3, 0, 10);
    first.done();
    assertThat(tracker.openRecords()).isEqualTo(1);
    assertThat(tracker.committable()).contains(new Position(1, EPOCH));
  }
}
