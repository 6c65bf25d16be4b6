package io.freshet.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedWritesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<CompletableFuture<List<Outcome>>> begun = new ArrayList<>();
  private final BoundedWrites writes =
      new BoundedWrites(
          _ -> {
            var write = new CompletableFuture<List<Outcome>>();
            begun.add(write);
            return write;
          },
          1,
          1,
          Duration.ofSeconds(4),
          nanos::get);

  @Test
  void oneRunsOneWaitsAndTheThirdIsTurnedAwayAtOnce() {
    CompletableFuture<List<Outcome>> first = writes.write(List.of());
    CompletableFuture<List<Outcome>> second = writes.write(List.of());
    CompletableFuture<List<Outcome>> third = writes.write(List.of());
    assertThat(begun).hasSize(1);
    assertThatThrownBy(third::join).hasCauseInstanceOf(OverloadedException.class);

    begun.get(0).complete(List.of());
    assertThat(first).isCompleted();
    assertThat(begun).hasSize(2);
    begun.get(1).complete(List.of());
    assertThat(second).isCompleted();
  }

  @Test
  void whoHasWaitedTooLongIsTurnedAwayUntouched() {
    CompletableFuture<List<Outcome>> first = writes.write(List.of());
    CompletableFuture<List<Outcome>> second = writes.write(List.of());
    nanos.set(Duration.ofSeconds(5).toNanos());
    begun.get(0).complete(List.of());
    assertThat(first).isCompleted();
    assertThatThrownBy(second::join).hasCauseInstanceOf(OverloadedException.class);
    assertThat(begun).hasSize(1);
  }

  @Test
  void aFailureFreesThePlace() {
    CompletableFuture<List<Outcome>> first = writes.write(List.of());
    begun.get(0).completeExceptionally(new IllegalStateException("a bug"));
    assertThat(first).isCompletedExceptionally();
    assertThat(writes.write(List.of())).isNotDone();
    assertThat(begun).hasSize(2);
  }
}
