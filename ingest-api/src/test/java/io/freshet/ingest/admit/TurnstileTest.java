package io.freshet.ingest.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.admit.TurnedAwayException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<CompletableFuture<String>> begun = new ArrayList<>();
  private final List<Planned> planned = new ArrayList<>();
  private final Turnstile turnstile =
      new Turnstile(
          new Turnstile.Bounds(1, 1, Duration.ofSeconds(4)),
          Runnable::run,
          (delay, task) -> {
            var plan = new Planned(delay, task);
            planned.add(plan);
            return () -> planned.remove(plan);
          });

  private record Planned(Duration delay, Runnable task) {}

  @Test
  void oneWorksOneWaitsAndTheThirdIsTurnedAwayAtOnce() {
    CompletableFuture<String> first = pass(60);
    CompletableFuture<String> second = pass(60);
    assertThat(reason(pass(60))).isEqualTo(Reason.FULL);
    assertThat(begun).hasSize(1);
    assertThat(turnstile.working()).isEqualTo(1);
    assertThat(turnstile.waiting()).isEqualTo(1);

    begun.get(0).complete("one");
    assertThat(first).isCompletedWithValue("one");
    begun.get(1).complete("two");
    assertThat(second).isCompletedWithValue("two");
    assertThat(turnstile.working()).isZero();
  }

  @Test
  void whoHasWaitedTooLongIsTurnedAwayUntouchedAndLeavesTheLine() {
    pass(60);
    CompletableFuture<String> second = pass(60);
    assertThat(planned.getFirst().delay()).isEqualTo(Duration.ofSeconds(4));
    planned.getFirst().task().run();
    assertThat(reason(second)).isEqualTo(Reason.WAITED_TOO_LONG);
    assertThat(turnstile.waiting()).isZero();
    begun.get(0).complete("one");
    assertThat(begun).hasSize(1);
    assertThat(turnstile.working()).isZero();
  }

  @Test
  void whoseDeadlineComesFirstIsToldSo() {
    pass(60);
    CompletableFuture<String> second = pass(2);
    assertThat(planned.getFirst().delay()).isEqualTo(Duration.ofSeconds(2));
    planned.getFirst().task().run();
    assertThat(reason(second)).isEqualTo(Reason.TOO_LATE);
  }

  @Test
  void workWhoseDeadlineIsOverWhenItsTurnComesIsNotBegun() {
    CompletableFuture<String> first = pass(60);
    CompletableFuture<String> second = pass(2);
    nanos.set(Duration.ofSeconds(3).toNanos());
    begun.get(0).complete("one");
    assertThat(first).isCompleted();
    assertThat(reason(second)).isEqualTo(Reason.TOO_LATE);
    assertThat(begun).hasSize(1);
    assertThat(turnstile.working()).isZero();
  }

  @Test
  void noTimerOutlivesAWait() {
    pass(60);
    pass(60);
    begun.get(0).complete("one");
    begun.get(1).complete("two");
    assertThat(planned).isEmpty();
  }

  @Test
  void aFailureOrABugThatThrowsFreesThePlace() {
    CompletableFuture<String> failed = pass(60);
    begun.get(0).completeExceptionally(new IllegalStateException("a bug"));
    assertThat(failed).isCompletedExceptionally();
    CompletableFuture<String> thrown =
        turnstile.pass(
            deadline(60),
            () -> {
              throw new IllegalStateException("a bug");
            });
    assertThat(thrown).isCompletedExceptionally();
    assertThat(pass(60)).isNotDone();
    assertThat(turnstile.working()).isEqualTo(1);
  }

  private CompletableFuture<String> pass(int seconds) {
    return turnstile.pass(
        deadline(seconds),
        () -> {
          var work = new CompletableFuture<String>();
          begun.add(work);
          return work;
        });
  }

  private Deadline deadline(int seconds) {
    return Deadline.after(Duration.ofSeconds(seconds), nanos.get(), nanos::get);
  }

  private static Reason reason(CompletableFuture<String> turnedAway) {
    assertThat(turnedAway).isCompletedExceptionally();
    return turnedAway
        .handle((_, failure) -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return ((TurnedAwayException) cause).reason();
        })
        .join();
  }
}
