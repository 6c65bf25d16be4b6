package io.freshet.ingest.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What came of a while of load. */
record Load(double goodput, Duration p99, int shed, List<String> other) {

  /** As many callers as that, each with its next push as soon as the last is answered. */
  static Load closed(URI server, int callers, Duration lasting) throws InterruptedException {
    var tally = new Tally();
    long end = System.nanoTime() + lasting.toNanos();
    List<Thread> threads = new ArrayList<>();
    try (var pusher = new Pusher()) {
      for (int i = 0; i < callers; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  while (System.nanoTime() < end) {
                    tally.push(pusher, server).join();
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return tally.over(lasting);
  }

  /** So many pushes a second, whatever becomes of those before. */
  static Load open(URI server, double perSecond, Duration lasting) {
    var tally = new Tally();
    long begun = System.nanoTime();
    long count = Math.round(perSecond * lasting.toMillis() / 1_000);
    List<CompletableFuture<?>> pushes = new ArrayList<>();
    try (var pusher = new Pusher()) {
      for (int i = 0; i < count; i++) {
        long due = begun + Math.round(i * 1e9 / perSecond);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        pushes.add(tally.push(pusher, server));
      }
      CompletableFuture.allOf(pushes.toArray(CompletableFuture[]::new)).join();
    }
    return tally.over(Duration.ofNanos(System.nanoTime() - begun));
  }

  private static final class Tally {
    private final ConcurrentLinkedQueue<Long> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger shed = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> other = new ConcurrentLinkedQueue<>();

    CompletableFuture<?> push(Pusher pusher, URI server) {
      long begun = System.nanoTime();
      return pusher
          .begin(server, UUID.randomUUID().toString())
          .handle((answer, failure) -> {
            count(answer, failure, System.nanoTime() - begun);
            return true;
          });
    }

    private void count(HttpResponse<String> answer, Throwable failure, long took) {
      if (failure != null) {
        other.add(failure.toString());
      } else if (answer.statusCode() == 200) {
        accepted.add(took);
      } else if (isShed(answer)) {
        shed.incrementAndGet();
      } else {
        other.add(answer.statusCode() + " " + answer.body());
      }
    }

    private static boolean isShed(HttpResponse<String> answer) {
      try {
        return answer.headers().firstValue("retry-after").isPresent()
            && Pusher.json(answer).at("/requestError/errorType").asText().equals("OVERLOADED");
      } catch (IOException notOurs) {
        return false;
      }
    }

    Load over(Duration lasting) {
      List<Long> sorted = new ArrayList<>(accepted);
      Collections.sort(sorted);
      long p99 = sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * 0.99));
      return new Load(
          sorted.size() * 1_000.0 / lasting.toMillis(),
          Duration.ofNanos(p99),
          shed.get(),
          List.copyOf(other));
    }
  }
}
