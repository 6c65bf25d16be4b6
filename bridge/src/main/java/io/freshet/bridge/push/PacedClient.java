package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;

/** Tells the window how long each request took that was answered as it should be. */
final class PacedClient implements IngestClient {
  private final IngestClient client;
  private final Window window;

  PacedClient(IngestClient client, Window window) {
    this.client = client;
    this.window = window;
  }

  @Override
  public Answer push(Batch batch) throws InterruptedException {
    long start = System.nanoTime();
    Answer answer = client.push(batch);
    if (answer instanceof Answer.Stored) {
      window.answered(System.nanoTime() - start);
    }
    return answer;
  }
}
