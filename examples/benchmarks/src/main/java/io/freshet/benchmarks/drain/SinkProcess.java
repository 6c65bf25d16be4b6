package io.freshet.benchmarks.drain;

import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** The {@link NullSink}, in a process of its own. */
record SinkProcess(JavaProcess process, URI url, HttpClient http) implements AutoCloseable {

  /** What it has seen since it was reset; times are 0 for not yet. */
  record Stats(int distinct, long firstMillis, long doneMillis) {}

  static SinkProcess start(Path folder, int events) {
    int port = Ports.free();
    URI url = URI.create("http://127.0.0.1:" + port);
    JavaProcess process =
        Java.start(
            folder, "sink", NullSink.class, Integer.toString(port), Integer.toString(events));
    process.awaitReady(() -> HttpProbe.answers(url.resolve("/stats"), 200));
    return new SinkProcess(process, url, HttpClient.newHttpClient());
  }

  /** Forgets everything; answers after so many milliseconds from now on. */
  void reset(int delay) {
    get("/reset?delay=" + delay);
  }

  Stats stats() {
    String[] parts = get("/stats").split(" ", -1);
    return new Stats(
        Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }

  private String get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new IllegalStateException("the sink does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the sink", e);
    }
  }
}
