package io.freshet.bridge.deadletter;

import io.freshet.bridge.deadletter.DeadLetterTopic.Appended;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Slot;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.Pause;
import io.freshet.bridge.push.Refusals;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stays with a refused record until the broker has it. Only then is its offset done. */
public final class DeadLetters implements Refusals, AutoCloseable {
  private static final String HALT = "dead letters";

  private final DeadLetterTopic topic;
  private final Guard guard;
  private final Halts halts;
  private final Backoff backoff;
  private final Pause pause;
  private final BridgeMetrics metrics;
  private final ExecutorService letters = Executors.newVirtualThreadPerTaskExecutor();

  public DeadLetters(
      DeadLetterTopic topic,
      Guard guard,
      Halts halts,
      Backoff backoff,
      Pause pause,
      BridgeMetrics metrics) {
    this.topic = topic;
    this.guard = guard;
    this.halts = halts;
    this.backoff = backoff;
    this.pause = pause;
    this.metrics = metrics;
  }

  @Override
  public void refuse(SourceRecord record, Slot slot, Rejection rejection) {
    if (!guard.bad()) {
      halts.raise(
          HALT,
          "too many of the last records would be dead letters, the latest for "
              + rejection.errorType()
              + ": mend the mapping or raise dead_letters.max_ratio, then restart");
      return; // its offset stays open, so a restart reads it again
    }
    slot.onWire();
    letters.execute(() -> {
      try {
        append(record, slot, rejection);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // the bridge is closing; nothing is committed
      } finally {
        slot.offWire();
      }
    });
  }

  @Override
  public void close() {
    letters.shutdownNow();
  }

  private void append(SourceRecord record, Slot slot, Rejection rejection)
      throws InterruptedException {
    for (int failures = 0; !slot.forgotten(); failures++) {
      switch (topic.append(record, rejection)) {
        case Appended.Safely _ -> {
          halts.clear(HALT);
          metrics.deadLettered(
              rejection.stage().name().toLowerCase(Locale.ROOT), rejection.errorType());
          slot.done();
          return;
        }
        case Appended.NotNow notNow -> {
          halts.raise(HALT, notNow.reason());
          pause.sleep(backoff.after(failures, Optional.empty()));
        }
      }
    }
  }
}
