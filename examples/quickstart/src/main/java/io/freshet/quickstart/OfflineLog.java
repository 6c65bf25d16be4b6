package io.freshet.quickstart;

import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** freshet-offline from its packaged jar, with catalog and tables in the folder of this run. */
final class OfflineLog implements AutoCloseable {
  static final String VIEW = "user_last_transaction";

  /** The first row takes half a minute on a busy machine: the client library waits for leases. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Map<String, String> ENVIRONMENT =
      Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

  private final Path root;
  private final Path work;
  private final URI dynamoDb;
  private final OfflineTable table;
  private Optional<JavaProcess> worker = Optional.empty();

  /**
   * A worker that does not run yet.
   *
   * @param root the repository
   * @param work an existing folder for configuration, logs, catalog and tables
   * @param dynamoDb the store's endpoint
   */
  OfflineLog(Path root, Path work, URI dynamoDb) {
    this.root = root;
    this.work = work;
    this.dynamoDb = dynamoDb;
    this.table = new OfflineTable(catalog(), "prod", VIEW);
  }

  /** Starts the worker and does not wait for it. */
  void start() {
    Path samples = root.resolve("examples/quickstart");
    SampleFile.fill(
        samples.resolve("offline.yaml"),
        config(),
        Map.of(
            "directory: schemas/", "directory: " + samples.resolve("schemas"),
            "http://localhost:8000", dynamoDb.toString(),
            "jdbc:sqlite:catalog.db", "jdbc:sqlite:" + catalog(),
            "file:///tmp/freshet-warehouse", work.resolve("warehouse").toUri().toString(),
            "port: 9405", "port: " + Ports.free()));
    worker =
        Optional.of(
            java(
                "freshet-offline", "offline.log", List.of("run", "--config", config().toString())));
  }

  /**
   * Waits until the table has so many rows, or until nobody would wait any longer; {@link #rows}
   * says which.
   *
   * @throws IllegalStateException when the worker has ended
   */
  void awaitRows(long wanted, Progress progress) {
    long deadline = System.nanoTime() + PATIENCE.toNanos() + wanted * 1_000_000;
    long rows = rows();
    while (rows < wanted) {
      progress.line("  offline log: %,d of %,d rows".formatted(rows, wanted), System.nanoTime());
      worker
          .filter(process -> !process.isAlive())
          .ifPresent(process -> {
            throw new IllegalStateException(
                "freshet-offline has ended; " + process.log() + " says more");
          });
      if (System.nanoTime() > deadline) {
        progress.step(
            "The offline log did not catch up in time: %,d of %,d rows; %s says more."
                .formatted(rows, wanted, work.resolve("offline.log")));
        return;
      }
      LockSupport.parkNanos(250_000_000);
      rows = rows();
    }
  }

  /** How many rows the table has. */
  long rows() {
    return table.rows();
  }

  /** A training set that is being made, and the command that makes it. */
  record Training(JavaProcess process, List<String> command, Path out) {

    /** Waits for it. */
    List<Map<String, String>> rows() {
      int code = process.await(PATIENCE);
      if (code != 0) {
        throw new IllegalStateException(
            "training-set ended with " + code + "; " + process.log() + " says more");
      }
      return CsvRows.read(out);
    }
  }

  /** Begins to join a spine with the features. */
  Training train(Path spine, String timestamp, String knowledge) {
    Path out = work.resolve("training-" + knowledge + ".csv");
    List<String> arguments =
        List.of(
            "training-set",
            "--config",
            config().toString(),
            "--workspace",
            "prod",
            "--spine",
            spine.toString(),
            "--timestamp",
            timestamp,
            "--view",
            VIEW,
            "--knowledge",
            knowledge,
            "--times",
            "--overwrite",
            "--out",
            out.toString());
    List<String> command = new ArrayList<>(List.of("java", "-jar", jar().toString()));
    command.addAll(arguments);
    return new Training(
        java("training-set", "training-" + knowledge + ".log", arguments), command, out);
  }

  /** Where the catalog's tables are. */
  Path warehouse() {
    return work.resolve("warehouse");
  }

  private JavaProcess java(String name, String log, List<String> arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar().toString()));
    all.addAll(arguments);
    return JavaProcess.start(name, all, ENVIRONMENT, work.resolve(log));
  }

  private Path jar() {
    return root.resolve("ingest-api/offline/target/freshet-offline.jar");
  }

  private Path config() {
    return work.resolve("offline.yaml");
  }

  private Path catalog() {
    return work.resolve("catalog.db");
  }

  @Override
  public void close() {
    worker.ifPresent(JavaProcess::close);
  }
}
