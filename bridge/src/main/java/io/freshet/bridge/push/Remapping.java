package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.event.SourceRecord;

/** Maps records once more, to the schema that is registered now. */
public interface Remapping {

  /** What mapping again has come to. */
  sealed interface Remapped {
    /** Pushes this; records that are not in it any more have been refused or skipped. */
    record Anew(Batch batch) implements Remapped {}

    /** The mapping does not fit the schema: a person has to change one of them. */
    record Unfit(String reason) implements Remapped {}
  }

  /** Fetches the schema of the batch's source and maps its records again. May block. */
  Remapped again(Batch batch) throws InterruptedException;

  /** Whether the mapping of a record's topic gives this field of the push source a value. */
  boolean maps(SourceRecord record, String pushSource, String field);
}
