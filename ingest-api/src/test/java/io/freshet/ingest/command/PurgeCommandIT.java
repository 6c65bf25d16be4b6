package io.freshet.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.embedded.fault.Fault;
import io.freshet.embedded.fault.FaultProxy;
import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.store.dynamodb.LocalStore;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.Rows;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as an operator runs it, against DynamoDB Local behind a proxy. */
class PurgeCommandIT {
  @TempDir private static Path folder;
  private static FaultProxy proxy;
  private static LocalStore local;
  private static SourcePlan plan;

  private final String user = UUID.randomUUID().toString();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private Optional<String> answer = Optional.empty();

  @BeforeAll
  static void start() throws IOException {
    proxy = FaultProxy.inFrontOf(EmbeddedServers.dynamoDb().endpoint());
    proxy.start();
    local = LocalStore.withPrefix("purge_");
    Files.writeString(
        folder.resolve("ingest.yaml"),
        """
        schemas: {directory: schemas/}
        auth: {keys_file: keys.yaml}
        store: {dynamodb: {endpoint: "%s", table_prefix: purge_}}
        """
            .formatted(proxy.endpoint()));
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(
        schemas.resolve("cards.yaml"),
        """
        workspace: prod
        push_source: cards
        timestamp: {field: at}
        fields:
          - {name: user_id, type: string, required: true}
          - {name: at, type: timestamp, required: true}
          - {name: note, type: string}
        feature_views:
          - {name: latest, entity: [user_id]}
          - {name: recent, entity: [user_id], ttl: 30d, history: false}
        """);
    plan =
        new Schemas(SchemaDirectory.read(schemas, new Problems()))
            .source("prod", "cards")
            .orElseThrow();
  }

  @AfterAll
  static void stop() {
    proxy.close();
  }

  @AfterEach
  void mend() {
    proxy.clear();
  }

  @Test
  void erasesTheEntityFromOneViewAndSaysHowMuchItWas() {
    write(210);
    assertThat(purge("--view", "latest", "--yes")).isZero();
    assertThat(out.toString().strip()).isEqualTo("removed from prod/latest: online 1, history 210");
    assertThat(err.toString()).contains("looking again").doesNotContain(user);
    assertThat(left("latest")).isZero();
    assertThat(left("recent")).isEqualTo(1);
    assertThat(purge("--view", "latest", "--yes")).isZero();
    assertThat(out.toString()).endsWith("online 0, history 0\n");
  }

  @Test
  void erasesTheEntityFromEveryViewOfASourceAndPrintsJson() {
    write(2);
    assertThat(purge("--source", "cards", "--yes", "--json")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"workspace\":\"prod\",\"complete\":true,\"views\":["
                + "{\"view\":\"latest\",\"online\":1,\"history\":2},"
                + "{\"view\":\"recent\",\"online\":1,\"history\":0}]}");
    assertThat(left("latest") + left("recent")).isZero();
  }

  @Test
  void withoutATerminalItAsksForYesAndRemovesNothing() {
    write(1);
    assertThat(purge("--view", "latest")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no terminal to ask at: add --yes");
    assertThat(left("latest")).isEqualTo(2);
  }

  @Test
  void onATerminalItAsksFirst() {
    write(1);
    answer = Optional.of("n");
    assertThat(purge("--view", "latest")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing was removed");
    assertThat(left("latest")).isEqualTo(2);
    answer = Optional.of(" Y ");
    assertThat(purge("--view", "latest")).isZero();
    assertThat(asked).hasSize(2).allMatch(question -> question.contains("prod from latest"));
    assertThat(left("latest")).isZero();
  }

  @Test
  void aFaultHalfWayIsSaidAndTheNextRunFinishes() {
    write(60);
    proxy.inject("BatchWriteItem", 1, new Fault.Delay(Duration.ZERO));
    proxy.inject("BatchWriteItem", Fault.internalError());
    assertThat(purge("--view", "latest", "--yes")).isEqualTo(3);
    assertThat(out.toString()).contains("online 1, history 0");
    assertThat(err.toString()).contains("purge again").contains("InternalServerError");
    assertThat(left("latest")).isEqualTo(35);

    proxy.clear();
    assertThat(purge("--view", "latest", "--yes")).isZero();
    assertThat(out.toString()).endsWith("online 0, history 35\n");
    assertThat(left("latest")).isZero();
  }

  @Test
  void whatIsLeftUnprocessedIsDeletedAgain() {
    Row row = write(1).getFirst();
    String sortKey = Base64.getEncoder().encodeToString(row.version().identity());
    String unprocessed =
        """
        {"UnprocessedItems": {"purge_history": [{"DeleteRequest": {"Key":
          {"pk": {"S": "%s"}, "sk": {"B": "%s"}}}}]}}
        """
            .formatted(row.key(), sortKey);
    proxy.inject("BatchWriteItem", 3, new Fault.Answer(200, unprocessed));
    assertThat(purge("--view", "latest", "--yes")).isZero();
    assertThat(left("latest")).isZero();
  }

  @Test
  void wrongUsageIsSaidBeforeAnythingIsTouched() {
    assertThat(purge("--view", "latets", "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("no view latets; did you mean latest?");
    assertThat(purge("--view", "latest", "--source", "cards", "--yes")).isEqualTo(2);
    assertThat(purge("--yes")).isEqualTo(2);
    assertThat(purge("--view", "latest", "--yes", "--settle", "soon")).isEqualTo(2);
    assertThat(purge("--view", "latest", "--yes", "--key", "at=2026-01-01T00:00:00Z")).isEqualTo(2);
    assertThat(err.toString()).contains("the entity of view latest is user_id");
  }

  private int purge(String... arguments) {
    var command =
        new CommandLine(
                new PurgeCommand(question -> {
                  asked.add(question);
                  return answer;
                }))
            .setExecutionExceptionHandler(
                (failure, line, _) -> Failures.report(failure, line.getErr()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", folder.resolve("ingest.yaml").toString()));
    all.addAll(List.of("--workspace", "prod", "--key", "user_id=" + user));
    if (!all.contains("--settle")) {
      all.addAll(List.of("--settle", "1ms"));
    }
    return command.execute(all.toArray(String[]::new));
  }

  /** Rows of so many records, all of this test's entity. */
  private List<Row> write(int records) {
    Instant now = Instant.now();
    List<Row> rows =
        IntStream.range(0, records)
            .boxed()
            .flatMap(i -> Rows.of(pushed(now.minusSeconds(i)), i).stream())
            .toList();
    assertThat(
            new RowWriter(local.store().writes(), InstantSource.system())
                .write(rows, Samples.UNHURRIED)
                .join())
        .noneMatch(Outcome.NotStored.class::isInstance);
    return rows.stream().filter(row -> row.view().name().equals("latest")).toList();
  }

  private PushedRecord pushed(Instant at) {
    var values = new Values(plan.fields());
    values.set(plan.fields().position("user_id"), user);
    values.set(plan.fields().position("at"), at);
    return new PushedRecord(plan, 0, values, OptionalLong.empty(), Optional.empty(), false);
  }

  /** Rows of both tables. */
  private int left(String view) {
    String key = "prod|" + view + "|" + user;
    return (local.onlineItem(key).isEmpty() ? 0 : 1) + local.historyItems(key).size();
  }
}
