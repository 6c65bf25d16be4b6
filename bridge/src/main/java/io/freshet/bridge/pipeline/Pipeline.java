package io.freshet.bridge.pipeline;

import io.freshet.bridge.batch.Batcher;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.consume.Records;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translated.PushRecord;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Refused;
import io.freshet.bridge.map.Translated.Skipped;
import io.freshet.bridge.map.Translated.Stop;
import io.freshet.bridge.offsets.Slot;
import io.freshet.bridge.push.Refusals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journey of one partition's records: decode, map, batch; or, at any step, the dead-letter
 * topic. One thread.
 */
final class Pipeline implements Records {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final Interpreter interpreter;
  private final Map<String, Batcher> batchers;
  private final Refusals refusals;
  private final Gear gear;

  /**
   * Serves one partition.
   *
   * @param batchers by push source
   */
  Pipeline(Interpreter interpreter, Map<String, Batcher> batchers, Refusals refusals, Gear gear) {
    this.interpreter = interpreter;
    this.batchers = batchers;
    this.refusals = refusals;
    this.gear = gear;
  }

  @Override
  public void accept(SourceRecord record, Slot slot) throws InterruptedException {
    Optional<Translated> translated = interpret(record, slot);
    if (translated.isPresent()) {
      settle(record, slot, translated.get());
    }
  }

  /** A message that brings a bug of ours to light is kept like any other that cannot be used. */
  private Optional<Translated> interpret(SourceRecord record, Slot slot)
      throws InterruptedException {
    try {
      return interpreter.interpret(record, slot);
    } catch (RuntimeException bug) {
      // Not its message, which may quote the payload.
      StackTraceElement[] trace = bug.getStackTrace();
      String what = bug.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
      LOG.error(
          "{} offset {}: a bug in freshet-bridge: {}", record.origin(), record.offset(), what);
      return Optional.of(new Refused(Rejection.bug(what)));
    }
  }

  private void settle(SourceRecord record, Slot slot, Translated translated)
      throws InterruptedException {
    switch (translated) {
      case Skipped _ -> {
        gear.metrics().skipped();
        refusals.accepted(1);
        slot.done();
      }
      case Ready ready -> push(record, slot, ready.records());
      case Refused refused -> refusals.refuse(record, slot, refused.rejection());
      case Stop stop -> stand(record.origin().toString(), stop.reason());
    }
  }

  /** Until the partition is taken away, and with it the halt. */
  private void stand(String partition, String reason) throws InterruptedException {
    gear.halts().raise(partition, reason);
    try {
      new CountDownLatch(1).await();
    } finally {
      gear.halts().clear(partition);
    }
  }

  private void push(SourceRecord record, Slot slot, List<PushRecord> records) {
    for (int i = 1; i < records.size(); i++) {
      slot.expectAnother();
    }
    for (PushRecord ready : records) {
      Batcher batcher = batchers.get(ready.pushSource());
      if (batcher == null) {
        throw new IllegalStateException("no batcher for a compiled route");
      }
      slot.grow(ready.json().length);
      batcher.add(new Pending(ready.json(), ready.route(), record, slot));
    }
  }
}
