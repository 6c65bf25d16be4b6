package io.freshet.bridge;

import io.freshet.bridge.batch.Batcher;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.config.TopicConfig.Tombstones;
import io.freshet.bridge.consume.Records;
import io.freshet.bridge.deadletter.Guard;
import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.NotNow;
import io.freshet.bridge.decode.Decoded.Nothing;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.JsonBuffer;
import io.freshet.bridge.map.RecordMapper;
import io.freshet.bridge.map.RecordMapper.Change;
import io.freshet.bridge.map.RecordMapper.Encoded;
import io.freshet.bridge.map.RecordMapper.Refused;
import io.freshet.bridge.map.TopicMapping;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.offsets.Slot;
import io.freshet.bridge.push.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journey of one partition's records: decode, map, batch; or, at any step, the dead-letter
 * topic. One thread, which owns the slots and the buffer.
 */
final class Pipeline implements Records {
  private final Decoder decoder;
  private final Patience patience;
  private final TopicMapping mapping;
  private final Map<String, Batcher> batchers;
  private final Refusals refusals;
  private final Guard guard;
  private final BridgeMetrics metrics;
  private final @Nullable Object[] slots;
  private final JsonBuffer json = new JsonBuffer();

  /**
   * Serves one partition.
   *
   * @param batchers by push source
   */
  Pipeline(
      Decoder decoder,
      Patience patience,
      TopicMapping mapping,
      Map<String, Batcher> batchers,
      Refusals refusals,
      Guard guard,
      BridgeMetrics metrics) {
    this.decoder = decoder;
    this.patience = patience;
    this.mapping = mapping;
    this.batchers = batchers;
    this.refusals = refusals;
    this.guard = guard;
    this.metrics = metrics;
    this.slots = new @Nullable Object[mapping.projection().size()];
  }

  @Override
  public void accept(SourceRecord record, Slot slot) throws InterruptedException {
    if (record.value() == null && mapping.onTombstone() == Tombstones.SKIP) {
      skip(slot);
      return;
    }
    switch (patience.decode(decoder, record, slots, slot)) {
      case Event _ -> map(record, Change.UPSERT, slot);
      case Delete _ -> map(record, Change.DELETE, slot);
      case Nothing _ -> skip(slot);
      case Undecodable bad -> refusals.refuse(record, slot, bad.rejection());
      case NotNow _ -> {} // the partition is somebody else's by now
    }
  }

  private void map(SourceRecord record, Change change, Slot slot) {
    List<Encoded> encoded = new ArrayList<>(mapping.routes().size());
    for (RecordMapper route : mapping.routes()) {
      switch (route.map(record, change, slots, json)) {
        case Encoded ready -> encoded.add(ready);
        case Refused refused -> {
          // One route's refusal is the record's: a redrive pushes the others again, harmlessly.
          refusals.refuse(record, slot, refused.rejection());
          return;
        }
      }
    }
    guard.good();
    push(record, slot, encoded);
  }

  private void skip(Slot slot) {
    metrics.skipped();
    slot.done();
  }

  private void push(SourceRecord record, Slot slot, List<Encoded> encoded) {
    for (int i = 1; i < encoded.size(); i++) {
      slot.expectAnother();
    }
    for (int i = 0; i < encoded.size(); i++) {
      Batcher batcher = batchers.get(mapping.routes().get(i).pushSource());
      if (batcher == null) {
        throw new IllegalStateException("no batcher for a compiled route");
      }
      batcher.add(new Pending(encoded.get(i).json(), record, slot));
    }
  }
}
