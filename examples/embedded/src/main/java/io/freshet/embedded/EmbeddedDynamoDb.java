package io.freshet.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DynamoDB Local. Any region and credentials will do ({@code us-east-1}, {@code local}, {@code
 * local}): all clients share one database.
 */
public final class EmbeddedDynamoDb implements Server {
  private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";

  private final Path folder;
  private final int port;
  private final List<String> storage;
  private final Restartable server;

  private EmbeddedDynamoDb(Path folder, int port, List<String> storage) {
    this.folder = folder;
    this.port = port;
    this.storage = storage;
    this.server = new Restartable(this::launch, () -> HttpProbe.makesTables(endpoint()));
  }

  /** Keeps everything in memory: a kill loses it. */
  public static EmbeddedDynamoDb inMemory() {
    return new EmbeddedDynamoDb(Folder.temporary("dynamodb"), Ports.free(), List.of("-inMemory"));
  }

  /** Keeps everything in a file that survives a kill, at the price of slower writes. */
  public static EmbeddedDynamoDb durable() {
    Path folder = Folder.temporary("dynamodb");
    return new EmbeddedDynamoDb(folder, Ports.free(), List.of("-dbPath", folder.toString()));
  }

  @Override
  public void start() {
    server.start();
  }

  /** SIGTERM. {@link #start} brings it back on the same port. */
  public void stop() {
    server.stop();
  }

  /** SIGKILL. {@link #start} brings it back on the same port. */
  public void kill() {
    server.kill();
  }

  /** The process while it runs, to be paused. */
  public JavaProcess process() {
    return server.process();
  }

  /** Where clients connect, the same after every start. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    server.kill();
    Folder.remove(folder);
  }

  private JavaProcess launch() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC"));
    arguments.add("--enable-native-access=ALL-UNNAMED");
    arguments.addAll(Tethered.command(Folder.classpath("dynamodb-server"), MAIN));
    arguments.addAll(List.of("-sharedDb", "-disableTelemetry"));
    arguments.addAll(List.of("-port", Integer.toString(port)));
    arguments.addAll(storage);
    Path log = folder.resolve("server.log");
    return JavaProcess.start("DynamoDB Local on port " + port, arguments, Map.of(), log);
  }
}
