package io.freshet.bridge;

import io.freshet.bridge.batch.Batcher;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.consume.Records;
import io.freshet.bridge.deadletter.Guard;
import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Nothing;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translated.PushRecord;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Refused;
import io.freshet.bridge.map.Translated.Skipped;
import io.freshet.bridge.map.Translated.Stop;
import io.freshet.bridge.map.Translator;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Slot;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.Refusals;
import java.util.List;
import java.util.Map;

/**
 * The journey of one partition's records: decode, map, batch; or, at any step, the dead-letter
 * topic. One thread, which owns the slots and the buffer.
 */
final class Pipeline implements Records {
  private final Decoder decoder;
  private final Patience patience;
  private final Translator translator;
  private final Map<String, Batcher> batchers;
  private final Refusals refusals;
  private final Guard guard;
  private final BridgeMetrics metrics;
  private final Halts halts;

  /**
   * Serves one partition.
   *
   * @param batchers by push source
   */
  Pipeline(
      Decoder decoder,
      Patience patience,
      Translator translator,
      Map<String, Batcher> batchers,
      Refusals refusals,
      Guard guard,
      Halts halts,
      BridgeMetrics metrics) {
    this.decoder = decoder;
    this.patience = patience;
    this.translator = translator;
    this.batchers = batchers;
    this.refusals = refusals;
    this.guard = guard;
    this.halts = halts;
    this.metrics = metrics;
  }

  @Override
  public void accept(SourceRecord record, Slot slot) throws InterruptedException {
    if (record.value() == null) {
      settle(record, slot, translator.tombstone(record));
      return;
    }
    switch (patience.decode(decoder, record, translator.slots(), slot)) {
      case Event _ -> settle(record, slot, translator.event(record));
      case Delete _ -> settle(record, slot, translator.delete(record));
      case Nothing _ -> skip(slot);
      case Undecodable bad -> refusals.refuse(record, slot, bad.rejection());
      case NotNow _ -> {} // the partition is somebody else's by now
    }
  }

  private void settle(SourceRecord record, Slot slot, Translated translated) {
    switch (translated) {
      case Skipped _ -> skip(slot);
      case Ready ready -> push(record, slot, ready.records());
      case Refused refused -> refusals.refuse(record, slot, refused.rejection());
      case Stop stop -> halts.raise(record.origin().toString(), stop.reason());
    }
  }

  private void skip(Slot slot) {
    metrics.skipped();
    slot.done();
  }

  private void push(SourceRecord record, Slot slot, List<PushRecord> records) {
    guard.good();
    for (int i = 1; i < records.size(); i++) {
      slot.expectAnother();
    }
    for (PushRecord ready : records) {
      Batcher batcher = batchers.get(ready.pushSource());
      if (batcher == null) {
        throw new IllegalStateException("no batcher for a compiled route");
      }
      batcher.add(new Pending(ready.json(), record, slot));
    }
  }
}
