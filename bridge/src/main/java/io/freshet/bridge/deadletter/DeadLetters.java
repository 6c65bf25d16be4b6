package io.freshet.bridge.deadletter;

import io.freshet.bridge.deadletter.DeadLetterTopic.Appended;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Slot;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Errands;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.Pause;
import io.freshet.bridge.push.Refusals;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Stays with a refused record until the broker has it. Only then is its offset done. While too many
 * records are refused, or the topic cannot take them, they wait: their offsets stay open, and a
 * restart reads them again.
 */
public final class DeadLetters implements Refusals, AutoCloseable {
  private static final String TOPIC = "dead-letter topic";
  private static final String GUARD = "dead letters";

  private final DeadLetterTopic topic;
  private final Guard guard;
  private final Halts halts;
  private final Backoff backoff;
  private final Pause pause;
  private final BridgeMetrics metrics;
  private final Errands letters;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Appends to a topic.
   *
   * @param breakdown is told of a bug
   */
  public DeadLetters(
      DeadLetterTopic topic,
      Guard guard,
      Halts halts,
      Backoff backoff,
      Pause pause,
      BridgeMetrics metrics,
      Consumer<Throwable> breakdown) {
    this.topic = topic;
    this.guard = guard;
    this.halts = halts;
    this.backoff = backoff;
    this.pause = pause;
    this.metrics = metrics;
    this.letters = new Errands("dead-letter", breakdown);
  }

  @Override
  public void refuse(SourceRecord record, Slot slot, Rejection rejection) {
    guard.bad();
    if (slot.board()) { // aboard from here on: a drain waits for the first attempt
      letters.start(List.of(slot), () -> send(record, slot, rejection));
    }
  }

  @Override
  public void accepted(int records) {
    guard.good(records);
  }

  /** Ends the waits of records whose partition has been taken away. */
  public void cancelForgotten() {
    letters.cancelForgotten();
  }

  @Override
  public void close() {
    letters.close();
  }

  private void send(SourceRecord record, Slot slot, Rejection rejection)
      throws InterruptedException {
    if (!isSafeAboard(record, slot, rejection)) {
      waiting.incrementAndGet();
      try {
        sendPatiently(record, slot, rejection);
      } finally {
        if (waiting.decrementAndGet() == 0) {
          halts.clear(GUARD);
          halts.clear(TOPIC);
        }
      }
    }
  }

  private void sendPatiently(SourceRecord record, Slot slot, Rejection rejection)
      throws InterruptedException {
    for (int failures = 0; !slot.forgotten(); failures++) {
      try {
        pause.sleep(backoff.after(failures, Optional.empty()));
        if (isSafe(record, slot, rejection)) {
          return;
        }
      } catch (InterruptedException e) {
        if (letters.isClosing()) {
          throw e;
        }
        // A partition has been taken away, perhaps this one.
      }
    }
  }

  /** One attempt. Only while it lasts is the record on the wire. */
  private boolean isSafe(SourceRecord record, Slot slot, Rejection rejection)
      throws InterruptedException {
    // Whoever has the partition now reads it again.
    return !slot.board() || isSafeAboard(record, slot, rejection);
  }

  private boolean isSafeAboard(SourceRecord record, Slot slot, Rejection rejection)
      throws InterruptedException {
    try {
      return guard.allows()
          ? append(record, slot, rejection)
          : refused(
              slot,
              GUARD,
              "too many of the last records would be dead letters, the latest for "
                  + rejection.errorType()
                  + ": mend the mapping or raise dead_letters.max_ratio, then restart");
    } finally {
      slot.disembark();
    }
  }

  private boolean append(SourceRecord record, Slot slot, Rejection rejection)
      throws InterruptedException {
    halts.clear(GUARD);
    return switch (topic.append(record, rejection)) {
      case Appended.Safely _ -> {
        halts.clear(TOPIC);
        metrics.deadLettered(
            rejection.stage().name().toLowerCase(Locale.ROOT), rejection.errorType());
        slot.done();
        yield true;
      }
      case Appended.NotNow notNow -> refused(slot, TOPIC, notNow.reason());
    };
  }

  private boolean refused(Slot slot, String what, String reason) {
    halts.raise(what, reason);
    slot.trouble(reason);
    return false;
  }
}
