package io.freshet.ingest.read;

import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.Values;
import java.util.List;
import java.util.Optional;

/** The answer to a read. */
public sealed interface ReadAnswer {

  /** One result for each key, in the order asked. */
  record Read(ReadRequest request, List<Result> results) implements ReadAnswer {}

  /** Nothing was read. */
  record Refused(String workspace, Refusal refusal) implements ReadAnswer {}

  /** Whether an entity's features are there. */
  enum Status {
    PRESENT,
    MISSING,
    EXPIRED
  }

  /** What is known of one entity; the row is there when the status is PRESENT. */
  record Result(Values key, Status status, Optional<StoredRow> row) {}
}
