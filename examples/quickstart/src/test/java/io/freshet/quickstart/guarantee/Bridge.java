package io.freshet.quickstart.guarantee;

import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import io.freshet.embedded.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in the group: one freshet-bridge after another, all behind the same proxy to the server.
 */
final class Bridge implements AutoCloseable {
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

  private final String place;
  private final Settings settings;
  private final int adminPort = Ports.free();
  private final FaultProxy proxy;
  private final FaultProxy registry;
  private volatile URI server;
  private volatile int process;
  private Optional<JavaProcess> running = Optional.empty();

  /**
   * What a bridge is started with.
   *
   * @param registry where the schema registry is
   * @param config the text of {@code bridge.yaml}, but for the URLs of server and registry, the
   *     process's name and the admin port
   */
  record Settings(Path launcher, Path work, String apiKey, URI registry, String config) {}

  Bridge(String place, Settings settings, URI server, Ledger ledger) {
    this.place = place;
    this.settings = settings;
    this.server = server;
    this.proxy = FaultProxy.inFrontOf(() -> this.server, ledger.witness(this::name));
    this.registry = FaultProxy.inFrontOf(settings.registry());
    proxy.start();
    registry.start();
  }

  /** The process of the moment: {@code bridge-1#3} is the third in its place. */
  String name() {
    return place + "#" + process;
  }

  /** Between this bridge and its server. */
  FaultProxy proxy() {
    return proxy;
  }

  /** Between this bridge and the schema registry. */
  FaultProxy registry() {
    return registry;
  }

  void goTo(URI otherServer) {
    server = otherServer;
  }

  /** Starts the next process; does not wait for it. */
  void start() {
    process++;
    running =
        Optional.of(
            JavaProcess.launch(
                name(),
                settings.launcher(),
                List.of("run", "--config", config().toString()),
                Map.of(
                    "FRESHET_API_KEY",
                    settings.apiKey(),
                    "JAVA_OPTIONS",
                    "-XX:TieredStopAtLevel=1"),
                settings.work().resolve(name() + ".log")));
  }

  /** Returns when the process does what signals tell it. */
  void awaitUp() {
    URI live = URI.create("http://127.0.0.1:" + adminPort + "/healthz/live");
    process().awaitReady(() -> HttpProbe.answers(live, 200));
  }

  void kill() {
    process().kill();
  }

  /** SIGTERM; the exit code. */
  int stop() {
    return process().terminate(LONGEST_DRAIN);
  }

  void freeze() {
    process().pause();
  }

  void thaw() {
    process().resume();
  }

  boolean isAlive() {
    return running.filter(JavaProcess::isAlive).isPresent();
  }

  private JavaProcess process() {
    return running.orElseThrow(() -> new IllegalStateException(place + " was never started"));
  }

  private Path config() {
    try {
      return Files.writeString(
          settings.work().resolve(place + ".yaml"),
          settings
              .config()
              .replace("SERVER", proxy.endpoint().toString())
              .replace("REGISTRY", registry.endpoint() + settings.registry().getPath())
              .replace("NAME", "\"" + name() + "\"")
              .replace("ADMIN_PORT", Integer.toString(adminPort)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the configuration of " + place, e);
    }
  }

  @Override
  public void close() {
    running.ifPresent(JavaProcess::close);
    proxy.close();
    registry.close();
  }
}
