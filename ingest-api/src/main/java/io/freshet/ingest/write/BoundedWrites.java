package io.freshet.ingest.write;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Lets so many requests write at a time and so many more wait, in their order. The rest is turned
 * away at once, and so is who has waited too long: a store that is asked for more than it can do
 * answers nothing in time, and everything is asked again.
 */
public final class BoundedWrites implements Writes {
  private final Writes writes;
  private final int mayRun;
  private final int mayWait;
  private final long patience;
  private final LongSupplier nanos;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int running;

  private record Waiting(List<Row> rows, long since, CompletableFuture<List<Outcome>> outcome) {}

  public BoundedWrites(
      Writes writes, int mayRun, int mayWait, Duration patience, LongSupplier nanos) {
    this.writes = writes;
    this.mayRun = mayRun;
    this.mayWait = mayWait;
    this.patience = patience.toNanos();
    this.nanos = nanos;
  }

  @Override
  public CompletableFuture<List<Outcome>> write(List<Row> rows) {
    var request = new Waiting(rows, nanos.getAsLong(), new CompletableFuture<>());
    switch (admit(request)) {
      case RUN -> run(request);
      case WAIT -> {}
      case TURN_AWAY -> request.outcome().completeExceptionally(new OverloadedException());
    }
    return request.outcome();
  }

  private enum Admission {
    RUN,
    WAIT,
    TURN_AWAY
  }

  private synchronized Admission admit(Waiting request) {
    if (running < mayRun) {
      running++;
      return Admission.RUN;
    }
    if (waiting.size() < mayWait) {
      waiting.add(request);
      return Admission.WAIT;
    }
    return Admission.TURN_AWAY;
  }

  private void run(Waiting request) {
    writes
        .write(request.rows())
        .whenComplete((outcomes, bug) -> finish(request, outcomes, bug))
        .exceptionally(_ -> List.of());
  }

  private void finish(Waiting request, List<Outcome> outcomes, Throwable bug) {
    next();
    if (bug == null) {
      request.outcome().complete(outcomes);
    } else {
      request.outcome().completeExceptionally(bug);
    }
  }

  private void next() {
    List<Waiting> late = new ArrayList<>();
    List<Waiting> ready = new ArrayList<>(1);
    take(late, ready);
    late.forEach(request -> request.outcome().completeExceptionally(new OverloadedException()));
    ready.forEach(this::run);
  }

  /** Hands the place that has become free to the first who has not waited too long. */
  private synchronized void take(List<Waiting> late, List<Waiting> ready) {
    running--;
    while (running < mayRun && !waiting.isEmpty()) {
      Waiting first = waiting.remove();
      if (nanos.getAsLong() - first.since() > patience) {
        late.add(first);
      } else {
        running++;
        ready.add(first);
      }
    }
  }
}
