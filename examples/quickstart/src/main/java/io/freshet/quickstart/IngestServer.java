package io.freshet.quickstart;

import io.freshet.embedded.EmbeddedDynamoDb;
import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** freshet-ingest from its packaged jar, on a port that it keeps when it is started again. */
public final class IngestServer implements AutoCloseable {
  private static final Map<String, String> AWS =
      Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

  private final Path jar;
  private final Path samples;
  private final Path work;
  private final EmbeddedDynamoDb dynamoDb;
  private final int port = Ports.free();
  private String key = "";
  private Optional<JavaProcess> process = Optional.empty();

  IngestServer(Path jar, Path samples, Path work, EmbeddedDynamoDb dynamoDb) {
    this.jar = jar;
    this.samples = samples;
    this.work = work;
    this.dynamoDb = dynamoDb;
  }

  /** Makes an API key as a user would: by the command, which prints it once. */
  void createKey() {
    Path output = work.resolve("key-" + port + ".out");
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
    int code = command.await(Duration.ofSeconds(30));
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
    Path config =
        SampleFile.fill(
            samples.resolve("ingest.yaml"),
            work.resolve("ingest.yaml"),
            Map.of(
                "port: 8080", "port: " + port,
                "directory: schemas/", "directory: " + samples.resolve("schemas"),
                "keys_file: keys.yaml", "keys_file: " + work.resolve("keys.yaml"),
                "http://localhost:8000", dynamoDb.endpoint().toString()));
    var started =
        run("freshet-ingest", work.resolve("ingest.log"), "serve", "--config", config.toString());
    process = Optional.of(started);
    started.awaitReady(() -> HttpProbe.answers(url("/healthz/ready"), 200));
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

  private JavaProcess run(String name, Path output, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("-Xmx384m", "-XX:+UseSerialGC", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return JavaProcess.start(name, command, AWS, output);
  }
}
