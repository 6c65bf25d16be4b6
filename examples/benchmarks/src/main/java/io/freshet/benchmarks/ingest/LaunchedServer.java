package io.freshet.benchmarks.ingest;

import io.freshet.benchmarks.ingest.Stage.Running;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The packaged server as a user runs it, by its launcher, in front of a stub without delays. */
public final class LaunchedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Stage stage;
  private final Running stub;
  private final Payments payments = new Payments(Keys.UNIFORM, Instant.now());
  private URI server = URI.create("http://127.0.0.1");
  private long next;

  private LaunchedServer(Path folder, Stage stage) {
    this.folder = folder;
    this.stage = stage;
    this.stub = stage.stub(0, 0);
  }

  /** Starts the stub. */
  public static LaunchedServer stage(Path folder) {
    return new LaunchedServer(folder, new Stage(folder, List.of()));
  }

  /** Starts the server, on another port each time. */
  public JavaProcess start() {
    int port = Ports.free();
    server = URI.create("http://127.0.0.1:" + port);
    return JavaProcess.launch(
        "freshet-ingest",
        Path.of(System.getProperty("freshet.root"), "ingest-api/bin/freshet-ingest"),
        List.of("serve", "--config", stage.config(port, Stage.dynamoDb(stub.uri()))),
        Stage.AWS,
        folder.resolve("freshet-ingest.log"));
  }

  /** Pushes a record; whether it is stored. */
  public boolean stores() {
    try {
      return Wire.JSON
          .push(Wire.client(server), payments, next++, 1)
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .thenApply(_ -> true)
          .join();
    } catch (CompletionException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    stage.close();
  }
}
