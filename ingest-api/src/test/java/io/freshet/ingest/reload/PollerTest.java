package io.freshet.ingest.reload;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollerTest {

  @Test
  void goesOnAfterAPollThatThrows() {
    var polls = new AtomicInteger();
    try (var poller = new Poller()) {
      poller.every(
          Duration.ofMillis(1),
          () -> {
            polls.incrementAndGet();
            throw new IllegalStateException("planted");
          });
      await().until(() -> polls.get() > 3);
    }
  }
}
