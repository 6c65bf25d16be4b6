package io.freshet.benchmarks.idle;

import io.freshet.benchmarks.ingest.LaunchedServer;
import io.freshet.embedded.JavaProcess;
import java.nio.file.Path;

/** freshet-ingest, by its launcher, in front of the store's stub; its work is a push. */
final class ServerProgram implements Program {
  private final LaunchedServer server;
  private long firstStoredMillis;

  private ServerProgram(LaunchedServer server) {
    this.server = server;
  }

  /** Sets up the store. */
  static Program stage(Path folder) {
    return new ServerProgram(LaunchedServer.stage(folder));
  }

  @Override
  public String name() {
    return "freshet-ingest";
  }

  @Override
  public JavaProcess start() {
    firstStoredMillis = 0;
    return server.start();
  }

  @Override
  public long firstDoneMillis() {
    if (firstStoredMillis == 0 && server.stores()) {
      firstStoredMillis = System.currentTimeMillis();
    }
    return firstStoredMillis;
  }

  @Override
  public void close() {
    server.close();
  }
}
