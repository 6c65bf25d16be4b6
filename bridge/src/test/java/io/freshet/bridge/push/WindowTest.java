package io.freshet.bridge.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.bridge.batch.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long MILLI = 1_000_000;

  private final Random random = new Random(4711);
  private long now;
  private final Window window = new Window(256, () -> now);

  @Test
  void opensWhereTheServersLatencyStaysTheSame() {
    run(5_000, _ -> 50 * MILLI);
    assertThat(window.limit()).isEqualTo(256);
  }

  @Test
  void opensWhereTheLatencyVariesWidely() {
    run(20_000, _ -> (long) (5 * MILLI * Math.exp(0.69 * random.nextGaussian())));
    assertThat(window.limit()).isEqualTo(256);
  }

  @Test
  void staysSmallWhereMoreRequestsOnlyWaitLonger() {
    run(50_000, requests -> requests * MILLI / 8);
    assertThat(window.limit()).isBetween(40, 128);
  }

  /** How long a queue may be does not depend on how many requests there may be. */
  @Test
  void aWiderOneStaysAsSmallThere() {
    var wide = new Window(1_024, () -> now);
    for (int i = 0; i < 50_000; i++) {
      long nanos = wide.limit() * MILLI / 8;
      now += nanos / wide.limit();
      wide.answered(nanos);
    }
    assertThat(wide.limit()).isBetween(40, 128);
  }

  /** As after a cold start: the first answers say nothing about the later ones. */
  @Test
  void forgetsASlowBeginning() {
    run(2_000, requests -> requests * MILLI);
    run(50_000, requests -> requests * MILLI / 8);
    assertThat(window.limit()).isBetween(40, 128);
  }

  @Test
  void followsAServerThatHasBecomeSlower() {
    run(20_000, _ -> MILLI);
    run(50_000, _ -> 100 * MILLI);
    assertThat(window.limit()).isEqualTo(256);
  }

  @Test
  void neverExceedsWhatIsConfigured() throws InterruptedException {
    var narrow = new Window(4, () -> now);
    for (int i = 0; i < 1_000; i++) {
      narrow.answered(MILLI);
      now += MILLI;
    }
    assertThat(narrow.limit()).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      narrow.enter();
    }
  }

  @Test
  void isAsWideAfterAProbeAsItWasBefore() {
    run(5_000, _ -> 50 * MILLI);
    assertThat(window.limit()).isEqualTo(256);
    while (window.limit() == 256) {
      run(1, _ -> 50 * MILLI);
    }
    assertThat(window.limit()).isEqualTo(32);
    while (window.limit() == 32) {
      run(1, _ -> 50 * MILLI);
    }
    assertThat(window.limit()).isEqualTo(256);
  }

  @Test
  void aNarrowOneStaysAsItIs() {
    var narrow = new Window(8, () -> now);
    for (int i = 0; i < 1_000; i++) {
      narrow.answered((i + 1) * MILLI); // longer and longer: a queue, it seems
      now += MILLI;
    }
    assertThat(narrow.limit()).isEqualTo(8);
  }

  /** After a probe begins there are still answers that have waited in the queue of before. */
  @Test
  void whatLeftBeforeAProbeIsNoMeasureOfTheServersOwnLatency() {
    Deque<Long> waiting = new ArrayDeque<>();
    int widest = 0;
    for (int i = 0; i < 400_000; i++) {
      while (waiting.size() < window.limit()) {
        waiting.addLast(now);
      }
      now += MILLI / 8; // one after the other
      window.answered(now - waiting.removeFirst());
      widest = Math.max(widest, window.limit());
    }
    assertThat(widest).isBetween(40, 128);
  }

  @Test
  void aFailureSaysNothingAboutTheLatency() throws InterruptedException {
    run(5_000, _ -> 50 * MILLI);
    var down = new PacedClient(_ -> new Answer.TryAgain("down", Optional.empty()), window);
    for (int i = 0; i < 5_000; i++) {
      now += 10_000 * MILLI;
      down.push(new Batch("payments", List.of()));
    }
    assertThat(window.limit()).isEqualTo(256);
    var well = new PacedClient(_ -> new Answer.Stored(), window);
    for (int i = 0; i < 256; i++) {
      well.push(new Batch("payments", List.of()));
    }
    assertThat(window.limit()).isEqualTo(32); // it is time to measure again
  }

  @Test
  void letsAsManyThroughAsItSaysWhenItHasGrownAndShrunk() throws InterruptedException {
    run(5_000, _ -> 50 * MILLI);
    assertThat(window.limit()).isEqualTo(256);
    assertThat(passing()).isEqualTo(256);
    run(256, _ -> 50 * MILLI);
    while (window.limit() == 256) {
      run(1, _ -> 500 * MILLI);
    }
    assertThat(window.limit()).isLessThan(256);
    assertThat(passing()).isEqualTo(window.limit());
  }

  /** How many of a crowd get in; all leave again. */
  private int passing() throws InterruptedException {
    var in = new AtomicInteger();
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      crowd.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  window.enter();
                  in.incrementAndGet();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    await().until(() -> crowd.stream().allMatch(WindowTest::isThroughOrWaits));
    int passed = in.get();
    crowd.forEach(Thread::interrupt);
    for (Thread one : crowd) {
      one.join();
    }
    for (int i = 0; i < in.get(); i++) {
      window.leave();
    }
    return passed;
  }

  private static boolean isThroughOrWaits(Thread thread) {
    return thread.getState() == Thread.State.TERMINATED
        || thread.getState() == Thread.State.WAITING;
  }

  /** Always as many requests as fit; the latency depends on how many there are. */
  private void run(int requests, LongUnaryOperator latency) {
    for (int i = 0; i < requests; i++) {
      long nanos = latency.applyAsLong(window.limit());
      now += nanos / window.limit();
      window.answered(nanos);
    }
  }
}
