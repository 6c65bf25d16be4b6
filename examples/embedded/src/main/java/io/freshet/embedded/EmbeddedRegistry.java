package io.freshet.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Apicurio Registry, spoken to through its Confluent-compatible API. Keeps schemas in memory. */
public final class EmbeddedRegistry implements Server {
  private static final String JAR = "registry-server/target/registry/quarkus-run.jar";
  private static final String MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private final Path folder;
  private final int port;
  private final Restartable server;

  private EmbeddedRegistry(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    this.server =
        new Restartable(
            this::launch, () -> HttpProbe.answers(URI.create(url() + "/subjects"), 200));
  }

  /** Knows no schema when it starts, each time. */
  public static EmbeddedRegistry inMemory() {
    return new EmbeddedRegistry(Folder.temporary("registry"), Ports.free());
  }

  @Override
  public void start() {
    server.start();
  }

  /** SIGTERM. {@link #start} brings it back on the same port, empty. */
  public void stop() {
    server.stop();
  }

  /** SIGKILL. {@link #start} brings it back on the same port, empty. */
  public void kill() {
    server.kill();
  }

  /** The process while it runs, to be paused. */
  public JavaProcess process() {
    return server.process();
  }

  /** The base URL of the Confluent-compatible API, the same after every start. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  @Override
  public void close() {
    server.kill();
    Folder.remove(folder);
  }

  private JavaProcess launch() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    arguments.addAll(List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port));
    // Its management would listen on port 9000 of every address, and let no second one start.
    arguments.addAll(List.of("-Dquarkus.management.host=127.0.0.1", "-Dquarkus.management.port=0"));
    arguments.addAll(Tethered.command(Folder.built(JAR).toString(), MAIN));
    Path log = folder.resolve("server.log");
    return JavaProcess.start("schema registry on port " + port, arguments, Map.of(), log);
  }
}
