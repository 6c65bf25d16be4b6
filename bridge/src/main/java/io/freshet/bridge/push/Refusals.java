package io.freshet.bridge.push;

import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.Slot;

/** Where a record goes that can never be stored. */
@FunctionalInterface
public interface Refusals {

  /** Takes the record on and returns at once; the slot is done when it is safe. */
  void refuse(SourceRecord record, Slot slot, Rejection rejection);

  /** So many records are fine: what matters is the share of those that are not. */
  default void accepted(int records) {}
}
