package io.freshet.quickstart;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The quickstart's stream and its verdict, for a system that somebody else has started. */
@Command(
    name = "payments",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Card payments through a system that runs already; see examples/images/run.")
final class PaymentsMain {

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new PaymentsMain())
            .setExecutionExceptionHandler((e, command, _) -> {
              command.getErr().println("error: " + e.getMessage());
              return 3;
            })
            .execute(args));
  }

  @Command(name = "topic", description = "Makes the topic; waits for the broker where it must.")
  int topic(@Option(names = "--kafka", required = true) String kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      var topic =
          new NewTopic(Streaming.TOPIC, Optional.of(Streaming.PARTITIONS), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
      return 0;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot make the topic: " + e.getCause(), e);
    }
  }

  @Command(
      name = "stream",
      description = {
        "Streams, waits until every event is committed, and prints the verdict: one JSON object,",
        "counted in the broker and in the tables. Exits with 1 if anything is lost."
      })
  int stream(
      @Option(names = "--kafka", required = true) String kafka,
      @Option(names = "--dynamodb", required = true) URI dynamoDb,
      @Option(names = "--ingest", required = true, description = "/metrics of the server.")
          URI ingest,
      @Option(names = "--bridge", required = true, description = "/metrics of a bridge.")
          List<URI> bridges,
      @Option(names = "--events", defaultValue = "20000") long events,
      @Option(names = "--halfway", description = "Run this when half of them are committed.")
          Optional<String> halfway)
      throws InterruptedException {
    var progress = new Progress(System.err, false);
    try (var streaming = new Streaming(new Endpoints(kafka, dynamoDb, ingest, bridges), progress)) {
      streaming.run(events, () -> halfway.ifPresent(command -> shell(command, progress)));
      Audit audit = streaming.audit();
      System.out.println(audit.json());
      return audit.passed() ? 0 : 1;
    }
  }

  private static void shell(String command, Progress progress) {
    progress.step("Halfway: " + command);
    try {
      int code =
          new ProcessBuilder("sh", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException(command + " ended with " + code);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }
}
