package io.freshet.embedded;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DynamoDB Local. Any region and credentials will do: all clients share one database. It answers
 * 400 to a request without an operation, which shows that it listens.
 */
public final class EmbeddedDynamoDb implements Server {
  private final Path folder = Folder.temporary("dynamodb");
  private final int port = Ports.free();
  private final List<String> storage;
  private Optional<JavaProcess> process = Optional.empty();

  private EmbeddedDynamoDb(boolean durable) {
    this.storage = durable ? List.of("-dbPath", folder.toString()) : List.of("-inMemory");
  }

  /** Keeps everything in memory: a kill loses it. */
  public static EmbeddedDynamoDb inMemory() {
    return new EmbeddedDynamoDb(false);
  }

  /** Keeps everything in a file that survives a kill, at the price of slower writes. */
  public static EmbeddedDynamoDb durable() {
    return new EmbeddedDynamoDb(true);
  }

  @Override
  public void start() {
    if (process.filter(JavaProcess::isAlive).isPresent()) {
      return;
    }
    var arguments =
        new ArrayList<>(
            List.of(
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Tethered.location() + File.pathSeparator + Folder.classpath("dynamodb-server"),
                Tethered.class.getName(),
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                "-sharedDb",
                "-disableTelemetry",
                "-port",
                Integer.toString(port)));
    arguments.addAll(storage);
    var started =
        JavaProcess.start(
            "DynamoDB Local on port " + port, arguments, Map.of(), folder.resolve("server.log"));
    process = Optional.of(started);
    started.awaitReady(() -> HttpProbe.answers(endpoint(), 400));
  }

  /** SIGKILL. {@link #start} brings it back on the same port. */
  public void kill() {
    process.ifPresent(JavaProcess::close);
    process = Optional.empty();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    kill();
    Folder.remove(folder);
  }
}
