package io.freshet.bridge.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private final Halts halts = new Halts();
  private final Turnstile turnstile = new Turnstile(new Window(2, System::nanoTime), halts);
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void end() {
    threads.forEach(Thread::interrupt);
  }

  @Test
  void letsOnlySoManyThroughAtOnce() {
    AtomicInteger through = enter("a", 3);
    await().until(() -> through.get() == 2);
    turnstile.leave();
    await().until(() -> through.get() == 3);
  }

  @Test
  void aHaltedSourceIsProbedByOneAndHoldsUpNoOther() throws Exception {
    turnstile.halt("a", "no");
    AtomicInteger halted = enter("a", 2);
    await().until(() -> threads.stream().allMatch(TurnstileTest::waits));
    assertThat(turnstile.enter("b")).isTrue(); // at once, and with both permits free
    turnstile.leave();
    assertThat(turnstile.enter("a")).isTrue(); // this thread is the probe
    turnstile.leave();
    assertThat(halted.get()).isZero();
    turnstile.goOn("a");
    await().until(() -> halted.get() == 2);
  }

  @Test
  void whenTheProbeIsGoneTheNextInLineProbes() {
    turnstile.halt("a", "no");
    AtomicInteger halted = enter("a", 2);
    await().until(() -> threads.stream().allMatch(TurnstileTest::waits));
    turnstile.resign();
    await().until(() -> halted.get() == 1);
    assertThat(halts.blocks("a")).isTrue();
  }

  @Test
  void aHaltThatNobodyWaitsForIsNone() {
    turnstile.halt("a", "no");
    turnstile.resign();
    assertThat(halts.now()).isEmpty();
  }

  @Test
  void whoProbesForAllNeedNotWaitForTheProbeOfItsSource() throws Exception {
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    turnstile.halt("a", "no");
    threads.add(
        Thread.ofVirtual()
            .start(() -> {
              turnstile.halt(Halts.ALL, "no key");
              try {
                order.add(turnstile.enter("a") ? "through" : "halted");
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            }));
    assertThat(order.take()).isEqualTo("through");
  }

  private AtomicInteger enter(String source, int times) {
    var through = new AtomicInteger();
    for (int i = 0; i < times; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  turnstile.awaitOpen(source);
                  assertThat(turnstile.enter(source)).isTrue();
                  through.incrementAndGet();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    return through;
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }
}
