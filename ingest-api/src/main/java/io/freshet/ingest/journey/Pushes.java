package io.freshet.ingest.journey;

import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.request.PushBody;
import java.util.concurrent.CompletableFuture;

/** Where a transport hands over a push. */
@FunctionalInterface
public interface Pushes {

  /**
   * Answers when every write is durable, or when it is known why not; never exceptionally, save for
   * a bug.
   */
  CompletableFuture<PushAnswer> push(Call call, PushBody body);
}
