package io.freshet.benchmarks.drain;

import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;

/** The {@link NullSink}, in a process of its own. */
public final class SinkProcess implements Sink {
  private final JavaProcess process;
  private final HttpText http;

  private SinkProcess(JavaProcess process, HttpText http) {
    this.process = process;
    this.http = http;
  }

  /** Starts it; ready when this returns. */
  public static SinkProcess start(Path folder) {
    int port = Ports.free();
    var http = new HttpText(URI.create("http://127.0.0.1:" + port));
    JavaProcess process = Java.start(folder, "sink", NullSink.class, Integer.toString(port));
    process.awaitReady(() -> HttpProbe.answers(http.url("/stats"), 200));
    return new SinkProcess(process, http);
  }

  @Override
  public URI url() {
    return http.url("");
  }

  @Override
  public void reset(Load load, int delay) {
    http.get("/reset?events=%d&copies=%d&delay=%d".formatted(load.events(), load.routes(), delay));
  }

  @Override
  public Stats stats() {
    String[] parts = http.get("/stats").split(" ", -1);
    return new Stats(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
