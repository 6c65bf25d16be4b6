package io.freshet.quickstart;

import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** freshet-ingest from its packaged jar, on a port that it keeps when it is started again. */
public final class IngestServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AWS_ACCESS_KEY_ID", "local",
          "AWS_SECRET_ACCESS_KEY", "local",
          "JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

  private final String name;
  private final Path root;
  private final Path work;
  private final Store store;
  private final int port = Ports.free();
  private String key = "";
  private Optional<JavaProcess> process = Optional.empty();

  /**
   * Where it writes.
   *
   * @param endpoint of DynamoDB
   * @param tablePrefix begins the names of the two tables
   * @param history whether somebody follows it
   */
  public record Store(URI endpoint, String tablePrefix, History history) {

    /** Whether the history has a stream of its new items. */
    public enum History {
      QUIET,
      STREAMED
    }

    /** Nobody follows the history. */
    public Store(URI endpoint, String tablePrefix) {
      this(endpoint, tablePrefix, History.QUIET);
    }

    private String made() {
      return "create_tables: true" + (history == History.STREAMED ? ", history_stream: true" : "");
    }
  }

  /**
   * A server that does not run yet.
   *
   * @param name of its configuration and its log
   * @param root the repository
   * @param work an existing folder for configuration, keys and logs
   */
  public IngestServer(String name, Path root, Path work, Store store) {
    this.name = name;
    this.root = root;
    this.work = work;
    this.store = store;
  }

  /** Makes an API key as a user would: by the command, which prints it once. */
  public void createKey() {
    Path output = work.resolve(name + "-key.out");
    var command =
        run(
            "freshet-ingest keys create",
            output,
            "keys",
            "create",
            "--keys-file",
            work.resolve("keys.yaml").toString(),
            "--workspace",
            "prod",
            "--access",
            "write,read");
    int code = command.await(PATIENCE);
    try {
      key =
          Files.readAllLines(output).stream()
              .filter(line -> line.startsWith("fsk_"))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("keys create ended with " + code + ", no key"));
      Files.delete(output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the new key", e);
    } finally {
      command.close();
    }
  }

  /** Starts it; returns when it is ready. */
  public void start() {
    Path samples = root.resolve("examples/quickstart");
    Path config =
        SampleFile.fill(
            samples.resolve("ingest.yaml"),
            work.resolve(name + ".yaml"),
            Map.of(
                "port: 8080", "port: " + port,
                "directory: schemas/", "directory: " + samples.resolve("schemas"),
                "keys_file: keys.yaml", "keys_file: " + work.resolve("keys.yaml"),
                "http://localhost:8000", store.endpoint().toString(),
                "table_prefix: freshet_", "table_prefix: " + store.tablePrefix(),
                "create_tables: true", store.made()));
    var started =
        run("freshet-ingest", work.resolve(name + ".log"), "serve", "--config", config.toString());
    process = Optional.of(started);
    started.awaitReady(() -> HttpProbe.answers(url("/healthz/ready"), 200));
  }

  /** SIGTERM: finishes what is in flight, and returns the exit code. */
  public int stop() {
    int code = process.map(running -> running.terminate(PATIENCE)).orElse(0);
    process = Optional.empty();
    return code;
  }

  /** SIGKILL. {@link #start} brings it back on the same port. */
  public void kill() {
    process.ifPresent(JavaProcess::close);
    process = Optional.empty();
  }

  /** Where it listens. */
  public URI url() {
    return url("");
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** An API key for the workspace prod, with read and write access. */
  public String key() {
    return key;
  }

  @Override
  public void close() {
    kill();
  }

  private JavaProcess run(String what, Path output, String... arguments) {
    Path launcher = root.resolve("ingest-api/bin/freshet-ingest");
    return JavaProcess.launch(what, launcher, List.of(arguments), ENVIRONMENT, output);
  }
}
