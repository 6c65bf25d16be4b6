package io.freshet.quickstart.guarantee;

import io.freshet.embedded.EmbeddedDynamoDb;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What runs share: a cluster, DynamoDB Local, and a schema registry. */
final class World implements AutoCloseable {
  /** The broker says how soon a silent member of the newer group protocol is given up. */
  private static final Map<String, String> BROKER =
      Map.of(
          "group.consumer.min.session.timeout.ms", "1000",
          "group.consumer.session.timeout.ms", "4000",
          "group.consumer.min.heartbeat.interval.ms", "200",
          "group.consumer.heartbeat.interval.ms", "500");

  private final EmbeddedKafka kafka;
  private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  private final EmbeddedRegistry registry = EmbeddedRegistry.inMemory();
  private final Path root = Path.of(System.getProperty("freshet.root"));

  private World(EmbeddedKafka kafka) {
    this.kafka = kafka;
  }

  static World start(int brokers) {
    EmbeddedKafka kafka =
        brokers == 1 ? EmbeddedKafka.oneBroker(BROKER) : EmbeddedKafka.threeBrokers(BROKER);
    var world = new World(kafka);
    try {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(kafka::start),
              CompletableFuture.runAsync(world.dynamoDb::start),
              CompletableFuture.runAsync(world.registry::start))
          .join();
      return world;
    } catch (RuntimeException e) {
      world.close();
      throw e;
    }
  }

  /** Plays a schedule from beginning to end. */
  Verdict judge(Schedule schedule) throws InterruptedException {
    Path folder = folder(schedule);
    var diary = new Diary(folder);
    diary.note(schedule.toString());
    try (var stage = new Stage(schedule, kafka, dynamoDb, registry, root, folder, diary)) {
      Evidence evidence = Conductor.play(schedule, stage, diary);
      Verdict verdict = Oracle.judge(evidence);
      diary.note(verdict.kept() ? "kept" : "broken");
      if (!verdict.kept()) {
        diary.explain(evidence, verdict);
      }
      return verdict;
    }
  }

  /** Where a run's configuration, logs and diary are; what an earlier one has left goes. */
  private Path folder(Schedule schedule) {
    Path folder =
        root.resolve("examples/quickstart/target/guarantee").resolve("seed-" + schedule.seed());
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> old = Files.list(folder)) {
          for (Path file : old.toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for a run", e);
    }
  }

  @Override
  public void close() {
    registry.close();
    dynamoDb.close();
    kafka.close();
  }
}
