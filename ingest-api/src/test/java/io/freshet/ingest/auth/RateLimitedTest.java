package io.freshet.ingest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.answer.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimitedTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final List<String> throttled = new ArrayList<>();
  private volatile Optional<Rate> rate = Optional.of(new Rate(2, 3));
  private final Doorkeeper door = new RateLimited(this::inner, throttled::add, nanos::get);

  private Admission inner(String authorization) {
    return authorization.isEmpty()
        ? Admission.unknown()
        : new Admission.Admitted(
            new Caller(authorization, "prod", Set.of(), Set.of(Access.READ), rate));
  }

  @Test
  void admitsTheBurstAndThenTellsTheRealWait() {
    assertThat(IntStream.range(0, 3).mapToObj(_ -> admitted("a"))).containsOnly(true);
    assertThat(wait("a")).isEqualTo(Duration.ofMillis(500));
    pass(Duration.ofMillis(200));
    assertThat(wait("a")).isEqualTo(Duration.ofMillis(300));
    pass(Duration.ofMillis(300));
    assertThat(admitted("a")).isTrue();
    assertThat(throttled).containsExactly("a", "a");
  }

  @Test
  void everyKeyHasABucketOfItsOwn() {
    assertThat(IntStream.range(0, 4).mapToObj(_ -> admitted("a"))).endsWith(false);
    assertThat(admitted("b")).isTrue();
  }

  @Test
  void aPauseSavesUpNoMoreThanTheBurst() {
    pass(Duration.ofDays(400));
    assertThat(IntStream.range(0, 4).mapToObj(_ -> admitted("a")))
        .containsExactly(true, true, true, false);
  }

  @Test
  void aKeyWithoutARateIsNeverThrottledAndAWrongOneNeverCounted() {
    rate = Optional.empty();
    assertThat(IntStream.range(0, 1_000).mapToObj(_ -> admitted("a"))).containsOnly(true);
    assertThat(door.admit("")).isEqualTo(Admission.unknown());
    assertThat(throttled).isEmpty();
  }

  @Test
  void aNewRateBeginsWithItsBurstAndTheSameOneGoesOn() {
    IntStream.range(0, 3).forEach(_ -> admitted("a"));
    rate = Optional.of(new Rate(2, 3));
    assertThat(admitted("a")).isFalse();
    rate = Optional.of(new Rate(2, 1));
    assertThat(admitted("a")).isTrue();
  }

  @Test
  void concurrentRequestsTakeNoTokenTwice() throws InterruptedException {
    rate = Optional.of(new Rate(1, 100));
    var let = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() ->
                  IntStream.range(0, 50)
                      .filter(_ -> door.admit("a") instanceof Admission.Admitted)
                      .forEach(_ -> let.incrementAndGet())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(let.get()).isEqualTo(100);
  }

  /** Whatever the times: no window lets through more, and whoever waits as told gets in. */
  @Property(tries = 200)
  void neverMoreThanTheBurstAndTheRateTimesTheTime(
      @ForAll @DoubleRange(min = 0.01, max = 1_000) double perSecond,
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 2_000_000_000) Long> pauses) {
    var time = new AtomicLong();
    var bucket = new TokenBucket(new Rate(perSecond, burst), time::get);
    int let = 0;
    for (long pause : pauses) {
      time.addAndGet(pause);
      Duration wait = bucket.take();
      if (wait.isZero()) {
        let++;
      } else {
        time.addAndGet(wait.toNanos() + 1_000);
        assertThat(bucket.take()).isEqualTo(Duration.ZERO);
        let++;
      }
      assertThat((double) let).isLessThanOrEqualTo(burst + perSecond * time.get() / 1e9 + 1e-3);
    }
  }

  private boolean admitted(String key) {
    return door.admit(key) instanceof Admission.Admitted;
  }

  private Duration wait(String key) {
    return door.admit(key) instanceof Admission.TurnedAway(Refusal refusal)
        ? refusal.retryAfter().orElseThrow()
        : Duration.ZERO;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
