package io.freshet.quickstart;

import io.freshet.embedded.JavaProcess;
import java.net.URI;

/** A freshet-bridge from its packaged jar. */
public final class BridgeProcess implements AutoCloseable {
  private final JavaProcess process;
  private final int adminPort;

  BridgeProcess(JavaProcess process, int adminPort) {
    this.process = process;
    this.adminPort = adminPort;
  }

  URI metrics() {
    return URI.create("http://127.0.0.1:" + adminPort + "/metrics");
  }

  URI ready() {
    return URI.create("http://127.0.0.1:" + adminPort + "/healthz/ready");
  }

  /** The process itself, to be killed or stopped. */
  public JavaProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
