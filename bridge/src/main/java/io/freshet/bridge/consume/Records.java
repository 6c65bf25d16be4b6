package io.freshet.bridge.consume;

import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.Slot;

/** What happens to a partition's records, in their order, on the partition's own thread. */
@FunctionalInterface
public interface Records {

  /** Sees to it that the slot is done, some time, whatever the record is like. */
  void accept(SourceRecord record, Slot slot) throws InterruptedException;
}
