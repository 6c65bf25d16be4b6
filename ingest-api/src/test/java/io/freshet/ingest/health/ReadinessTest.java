package io.freshet.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<CompletableFuture<Boolean>> asked = new ArrayList<>();
  private final Readiness readiness =
      new Readiness(
          () -> {
            var answer = new CompletableFuture<Boolean>();
            asked.add(answer);
            return answer;
          },
          nanos::get);

  @Test
  void theStoreIsAskedOnceASecondHoweverManyProbesAsk() {
    assertThat(readiness.problem()).isCompletedWithValue(Optional.empty());
    assertThat(asked).isEmpty();
    pass(Duration.ofSeconds(1));
    CompletableFuture<Optional<String>> one = readiness.problem();
    CompletableFuture<Optional<String>> other = readiness.problem();
    assertThat(asked).hasSize(1);
    asked.getFirst().complete(true);
    assertThat(one).isCompletedWithValue(Optional.empty());
    assertThat(other).isCompletedWithValue(Optional.empty());
    pass(Duration.ofMillis(900));
    readiness.problem();
    assertThat(asked).hasSize(1);
  }

  @Test
  void isNotReadyWhileTheStoreDoesNotAnswerAndReadyAgainWhenItDoes() {
    pass(Duration.ofSeconds(1));
    CompletableFuture<Optional<String>> during = readiness.problem();
    asked.getFirst().completeExceptionally(new IllegalStateException("gone"));
    assertThat(during).isCompletedWithValue(Optional.of("the store does not answer"));
    pass(Duration.ofSeconds(1));
    CompletableFuture<Optional<String>> after = readiness.problem();
    asked.get(1).complete(true);
    assertThat(after).isCompletedWithValue(Optional.empty());
  }

  @Test
  void isNeverReadyAgainOnceItStops() {
    readiness.stop();
    assertThat(readiness.problem()).isCompletedWithValue(Optional.of("stopping"));
  }

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
