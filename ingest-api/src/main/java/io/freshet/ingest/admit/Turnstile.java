package io.freshet.ingest.admit;

import io.freshet.ingest.admit.TurnedAwayException.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many requests work at a time and so many more wait, in their order. The rest is turned
 * away at once, and so is who has waited too long: a server that takes on more than it can do
 * answers nothing in time, and everything is asked again.
 */
public final class Turnstile {
  private final Bounds bounds;
  private final Executor executor;
  private final Later later;
  private final SequencedSet<Visitor<?>> waiting = new LinkedHashSet<>();
  private final Map<Reason, LongAdder> turnedAway = new EnumMap<>(Reason.class);
  private int working;

  /**
   * How many.
   *
   * @param working at a time
   * @param waiting beyond those
   * @param patience how long one may wait
   */
  public record Bounds(int working, int waiting, Duration patience) {}

  /**
   * A turnstile that nobody has passed.
   *
   * @param executor runs what had to wait; the rest runs on its caller's thread
   */
  public Turnstile(Bounds bounds, Executor executor, Later later) {
    this.bounds = bounds;
    this.executor = executor;
    this.later = later;
    for (Reason reason : Reason.values()) {
      turnedAway.put(reason, new LongAdder());
    }
  }

  /**
   * Does the work when its turn comes, unless its deadline is over by then.
   *
   * @return the work's own result; or a {@link TurnedAwayException} where it was not begun
   */
  public <T> CompletableFuture<T> pass(Deadline deadline, Supplier<CompletableFuture<T>> work) {
    var visitor = new Visitor<>(deadline, work);
    switch (admit(visitor)) {
      case WORK -> visitor.work();
      case WAIT -> visitor.waitInLine();
      case TURN_AWAY -> visitor.turnAway(Reason.FULL);
    }
    return visitor.outcome;
  }

  /** How many are working now. */
  public synchronized int working() {
    return working;
  }

  /** How many are waiting now. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** How many have been turned away since the start. */
  public long turnedAway(Reason reason) {
    return counter(reason).sum();
  }

  private LongAdder counter(Reason reason) {
    return Objects.requireNonNull(turnedAway.get(reason));
  }

  private enum Admission {
    WORK,
    WAIT,
    TURN_AWAY
  }

  private synchronized Admission admit(Visitor<?> visitor) {
    if (working < bounds.working()) {
      working++;
      return Admission.WORK;
    }
    if (waiting.size() < bounds.waiting()) {
      waiting.add(visitor);
      return Admission.WAIT;
    }
    return Admission.TURN_AWAY;
  }

  private synchronized boolean leaveLine(Visitor<?> visitor) {
    return waiting.remove(visitor);
  }

  /** Hands a place that has become free to the first in line. */
  private synchronized Optional<Visitor<?>> next() {
    if (waiting.isEmpty()) {
      working--;
      return Optional.empty();
    }
    return Optional.of(waiting.removeFirst());
  }

  private final class Visitor<T> {
    private final Deadline deadline;
    private final Supplier<CompletableFuture<T>> work;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    Visitor(Deadline deadline, Supplier<CompletableFuture<T>> work) {
      this.deadline = deadline;
      this.work = work;
    }

    void waitInLine() {
      Duration left = deadline.left();
      boolean patient = left.compareTo(bounds.patience()) < 0;
      Reason reason = patient ? Reason.TOO_LATE : Reason.WAITED_TOO_LONG;
      Runnable callOff =
          later.after(
              patient ? left : bounds.patience(),
              () -> {
                if (leaveLine(this)) {
                  turnAway(reason);
                }
              });
      outcome.whenComplete((_, _) -> callOff.run()).exceptionally(_ -> null);
    }

    void turnAway(Reason reason) {
      counter(reason).increment();
      outcome.completeExceptionally(new TurnedAwayException(reason));
    }

    void work() {
      if (deadline.isOver()) {
        makeRoom();
        turnAway(Reason.TOO_LATE);
        return;
      }
      begun().whenComplete(this::finish).exceptionally(_ -> null);
    }

    private void finish(@Nullable T result, @Nullable Throwable failure) {
      makeRoom();
      if (failure == null) {
        outcome.complete(result);
      } else {
        outcome.completeExceptionally(failure);
      }
    }

    private void makeRoom() {
      next().ifPresent(visitor -> executor.execute(visitor::work));
    }

    /** A bug that throws must not keep the place. */
    private CompletableFuture<T> begun() {
      try {
        return work.get();
      } catch (RuntimeException bug) {
        return CompletableFuture.failedFuture(bug);
      }
    }
  }
}
