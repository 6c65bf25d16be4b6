package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an answer leaves to do with a batch. */
sealed interface Next {
  record Nothing() implements Next {}

  /** These records again, after a while. */
  record Later(Batch left, Optional<Duration> retryAfter) implements Next {}

  /** Its source is halted: the same when it goes on. */
  record WhenOpen(Batch batch) implements Next {}

  /** These batches, at once: they stay aboard. */
  record Now(List<Batch> pieces) implements Next {}

  /** Its records do not fit the schema: map them again. */
  record MapAgain(Batch batch, String reason) implements Next {}
}
