package io.freshet.bridge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.registry.Lookup.Found;
import io.freshet.bridge.registry.Lookup.NotNow;
import io.freshet.bridge.registry.Lookup.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedRegistryTest {
  private static final SchemaId ID = new SchemaId.Numbered(7);
  private static final Found FOUND = new Found(new RegisteredSchema(Kind.AVRO, "text", List.of()));

  private final AtomicInteger asked = new AtomicInteger();
  private Instant now = Instant.EPOCH;
  private Lookup answer = FOUND;
  private final CachedRegistry registry =
      new CachedRegistry(
          _ -> {
            asked.incrementAndGet();
            return answer;
          },
          () -> now);

  @Test
  void asksForASchemaOnceForEver() {
    assertThat(registry.find(ID)).isEqualTo(FOUND);
    now = now.plus(Duration.ofDays(1_000));
    answer = new NotNow("down");
    assertThat(registry.find(ID)).isEqualTo(FOUND);
    assertThat(asked).hasValue(1);
  }

  @Test
  void anOutageIsAskedAboutEachTime() {
    answer = new NotNow("down");
    for (int i = 0; i < 1_000; i++) {
      assertThat(registry.find(ID)).isInstanceOf(NotNow.class);
    }
    assertThat(asked).hasValue(1_000);
    answer = FOUND;
    assertThat(registry.find(ID)).isEqualTo(FOUND);
  }

  @Test
  void anUnknownIdIsGivenAFewChancesAndThenUp() {
    answer = new Unknown("404");
    for (int i = 0; i < 4; i++) {
      assertThat(registry.find(ID)).isInstanceOf(NotNow.class);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(registry.find(ID)).isInstanceOf(Unknown.class);
    }
    assertThat(asked).hasValue(5);
  }

  @Test
  void aSchemaThatIsLateIsFound() {
    answer = new Unknown("404");
    assertThat(registry.find(ID)).isInstanceOf(NotNow.class);
    answer = FOUND;
    assertThat(registry.find(ID)).isEqualTo(FOUND);
  }

  @Test
  void anUnknownIdIsAskedAboutAgainAfterAMinute() {
    answer = new Unknown("404");
    for (int i = 0; i < 5; i++) {
      registry.find(ID);
    }
    now = now.plusSeconds(61);
    assertThat(registry.find(ID)).isInstanceOf(Unknown.class);
    assertThat(asked).hasValue(6);
    now = now.plusSeconds(61);
    answer = FOUND;
    assertThat(registry.find(ID)).isEqualTo(FOUND);
  }

  @Test
  void thePatienceWithOneIdIsNotSpentOnAnother() {
    answer = new Unknown("404");
    for (int i = 0; i < 5; i++) {
      registry.find(ID);
    }
    assertThat(registry.find(new SchemaId.Numbered(8))).isInstanceOf(NotNow.class);
  }

  @Test
  void manyThatWaitForOneSchemaAskOnce() throws Exception {
    var inside = new CountDownLatch(1);
    var open = new CountDownLatch(1);
    var shared =
        new CachedRegistry(
            _ -> {
              asked.incrementAndGet();
              inside.countDown();
              awaitQuietly(open);
              return FOUND;
            },
            () -> now);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Lookup>> results = new ArrayList<>();
      List<Thread> waiting = new ArrayList<>();
      results.add(threads.submit(() -> shared.find(ID)));
      inside.await();
      for (int i = 0; i < 20; i++) {
        results.add(
            threads.submit(() -> {
              synchronized (waiting) {
                waiting.add(Thread.currentThread());
              }
              return shared.find(ID);
            }));
      }
      await()
          .until(() -> {
            synchronized (waiting) {
              return waiting.size() == 20
                  && waiting.stream().allMatch(t -> t.getState() == Thread.State.WAITING);
            }
          });
      open.countDown();
      for (Future<Lookup> result : results) {
        assertThat(result.get()).isEqualTo(FOUND);
      }
    }
    assertThat(asked).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
