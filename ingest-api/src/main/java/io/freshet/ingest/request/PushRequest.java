package io.freshet.ingest.request;

import io.freshet.ingest.answer.RecordError;
import java.util.List;

/**
 * A body that could be read. Values that do not fit their fields are listed; the rest of the record
 * is still read, so that a caller sees everything that is wrong at once.
 */
public record PushRequest(
    String workspace, boolean dryRun, List<PushedRecord> records, List<RecordError> errors) {

  public PushRequest {
    records = List.copyOf(records);
    errors = List.copyOf(errors);
  }
}
