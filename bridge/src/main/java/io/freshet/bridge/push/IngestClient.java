package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;

/** One attempt to push a batch. Blocks; called on a virtual thread; interrupting it cancels. */
@FunctionalInterface
public interface IngestClient {

  Answer push(Batch batch) throws InterruptedException;
}
