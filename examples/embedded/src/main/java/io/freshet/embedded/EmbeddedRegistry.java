package io.freshet.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Apicurio Registry, spoken to through its Confluent-compatible API. Keeps schemas in memory. */
public final class EmbeddedRegistry implements Server {
  private final Path folder = Folder.temporary("registry");
  private final int port = Ports.free();
  private Optional<JavaProcess> process = Optional.empty();

  private EmbeddedRegistry() {}

  public static EmbeddedRegistry inMemory() {
    return new EmbeddedRegistry();
  }

  @Override
  public void start() {
    if (process.filter(JavaProcess::isAlive).isPresent()) {
      return;
    }
    var started =
        JavaProcess.start(
            "schema registry on port " + port,
            List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                Folder.built("registry-server/target/registry/quarkus-run.jar").toString()),
            Map.of(),
            folder.resolve("server.log"));
    process = Optional.of(started);
    started.awaitReady(() -> HttpProbe.answers(URI.create(url() + "/subjects"), 200));
  }

  /** SIGKILL. {@link #start} brings it back on the same port, empty. */
  public void kill() {
    process.ifPresent(JavaProcess::close);
    process = Optional.empty();
  }

  /** The base URL of the Confluent-compatible API. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  @Override
  public void close() {
    kill();
    Folder.remove(folder);
  }
}
