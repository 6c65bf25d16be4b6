package io.freshet.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** One broker: stopped, killed and started again on the same data and port. */
public final class KafkaBroker {
  private static final Duration CLEAN_STOP = Duration.ofSeconds(30);

  private final Path folder;
  private final String clusterId;
  private final NodeProperties properties;
  private final int port;
  private Optional<JavaProcess> process = Optional.empty();

  KafkaBroker(Path folder, String clusterId, NodeProperties properties, int port) {
    this.folder = folder;
    this.clusterId = clusterId;
    this.properties = properties;
    this.port = port;
  }

  /** Starts it on the data it has; returns when it answers. */
  public void start() {
    launch();
    awaitReady();
  }

  /** SIGTERM: a controlled shutdown. */
  public void stop() {
    process.ifPresent(running -> running.terminate(CLEAN_STOP));
    close();
  }

  /** SIGKILL. What it has acknowledged is in the page cache, and so survives the process. */
  public void kill() {
    close();
  }

  /** The process while it runs, to be paused. */
  public JavaProcess process() {
    return process.orElseThrow(() -> new IllegalStateException("the broker is not running"));
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void launch() {
    if (process.filter(JavaProcess::isAlive).isPresent()) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    properties.write(folder);
    process =
        Optional.of(
            JavaProcess.start(
                "kafka broker on " + address(),
                List.of(
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-cp",
                    Tethered.location() + File.pathSeparator + Folder.classpath("kafka-server"),
                    KafkaNode.class.getName(),
                    folder.resolve("server.properties").toString(),
                    clusterId),
                Map.of(),
                folder.resolve("broker.log")));
  }

  void awaitReady() {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", address(), "reconnect.backoff.max.ms", "100"))) {
      process().awaitReady(() -> answers(admin));
    }
  }

  void close() {
    process.ifPresent(JavaProcess::close);
    process = Optional.empty();
  }

  private static boolean answers(Admin admin) {
    try {
      admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the broker", e);
    }
  }
}
