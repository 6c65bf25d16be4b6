package io.freshet.bridge.push;

import io.freshet.api.RecordErrorType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one attempt to push a batch has come to. */
public sealed interface Answer {

  /** Every record is stored, or was found to be historic. */
  record Stored() implements Answer {}

  /** Try again, later: the whole batch. */
  record TryAgain(String reason, Optional<Duration> retryAfter) implements Answer {}

  /** Somebody else answered, who may sit where the ingest API should: try again, and say so. */
  record Foreign(String reason, Optional<Duration> retryAfter) implements Answer {}

  /** Try again, later: only the records at these indexes; the others are stored. */
  record PartlyStored(Set<Integer> notStored, String reason, Optional<Duration> retryAfter)
      implements Answer {
    public PartlyStored {
      notStored = Set.copyOf(notStored);
    }
  }

  /** These records can never be stored; nothing has been stored. */
  record Invalid(List<Fault> faults) implements Answer {
    public Invalid {
      faults = List.copyOf(faults);
    }
  }

  /** The schema that the records were mapped to is not the registered one any more. */
  record SchemaMoved(String reason) implements Answer {}

  /** The batch is too large or too long. */
  record TooLarge() implements Answer {}

  /** Nothing of this source can be stored until a person mends something. */
  record SourceBlocked(String reason) implements Answer {}

  /** Nothing at all can be stored until a person mends something. */
  record AllBlocked(String reason) implements Answer {}

  /** Why a record was refused. */
  record Fault(int index, RecordErrorType type, String field, String message) {}
}
