package io.freshet.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import io.freshet.ingest.store.dynamodb.DynamoDbStore;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.Rows;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The arithmetic of {@link Cost} against what DynamoDB Local says that the store's puts consumed.
 */
class CostIT {
  private static final int RECORDS = 10;

  /** What an online item has beside the text: keys, version, times, sequence, origin, expiry. */
  private static final int ITEM = 189;

  private static final Instant NOW = Instant.now();
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static Billed billed;
  private static DynamoDbStore store;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    billed = Billed.inFrontOf(EmbeddedServers.dynamoDb().endpoint());
    store =
        DynamoDbStore.start(
            new DynamoDbSettings(
                "us-east-1", Optional.of(billed.endpoint()), "cost_", true, Optional.empty()));
  }

  @BeforeEach
  void nothingIsBilledYet() {
    billed.reset();
  }

  @AfterAll
  static void stop() {
    store.close();
    billed.close();
  }

  @ParameterizedTest
  @CsvSource({
    // text of so many bytes; an item has 189 more
    "100, 1, true",
    "100, 1, false",
    "100, 2, true",
    "100, 2, false",
    "1700, 1, true",
    "1700, 2, false",
    // the history's row, and only that, is beyond a unit
    "830, 1, true",
    "3000, 2, true",
  })
  void newRecordsConsumeWhatTheTableSays(int text, int views, boolean history) throws IOException {
    SourcePlan plan = plan(views, history);
    assertThat(undisturbed(plan, text, 0)).hasOnlyElementsOfType(Outcome.Online.class);
    assertThat(billed.refused()).isZero();
    assertThat(billed.units()).isEqualTo(RECORDS * cost(text, views, history, 0));
  }

  @ParameterizedTest
  @CsvSource({"100, 1, true", "100, 2, false", "1700, 2, true"})
  void whatIsExpiredOnArrivalConsumesTheHistorysShareOnly(int text, int views, boolean history)
      throws IOException {
    SourcePlan plan = plan(views, history);
    assertThat(undisturbed(plan, text, Duration.ofDays(31).toSeconds()))
        .hasOnlyElementsOfType(Outcome.Historic.class);
    assertThat(billed.refused()).isZero();
    assertThat(billed.units()).isEqualTo(RECORDS * cost(text, views, history, 1));
  }

  /** DynamoDB bills a put whose condition fails as one that succeeds; it does not say so itself. */
  @ParameterizedTest
  @CsvSource({"100, 1, true", "100, 2, false"})
  void aHistoricRecordIsAsManyPuts(int text, int views, boolean history) throws IOException {
    SourcePlan plan = plan(views, history);
    long refused = (long) RECORDS * views;
    for (int tries = 0; tries < 10 && billed.refused() != refused; tries++) {
      String user = UUID.randomUUID().toString();
      write(plan, text, 0, user);
      assertThat(write(plan, text, 10, user)).hasOnlyElementsOfType(Outcome.Historic.class);
    }
    assertThat(billed.refused()).isEqualTo(refused);
    assertThat(billed.units() + billed.refused())
        .isEqualTo(RECORDS * cost(text, views, history, 0));
  }

  private static double cost(int text, int views, boolean history, double expired) {
    return new Cost(text + ITEM, views, history, expired).unitsPerRecord();
  }

  /** On a slow machine an attempt may be given up and made again, and cost twice. */
  private static List<Outcome> undisturbed(SourcePlan plan, int text, long secondsAgo) {
    List<Outcome> outcomes = write(plan, text, secondsAgo, UUID.randomUUID().toString());
    for (int tries = 1; billed.refused() > 0 && tries < 10; tries++) {
      outcomes = write(plan, text, secondsAgo, UUID.randomUUID().toString());
    }
    return outcomes;
  }

  private static List<Outcome> write(SourcePlan plan, int text, long secondsAgo, String user) {
    billed.reset();
    var deadline = Deadline.after(Duration.ofMinutes(10), System.nanoTime(), System::nanoTime);
    List<Row> rows = List.of();
    for (int i = 0; i < RECORDS; i++) {
      rows = concat(rows, rows(plan, user + i, text, secondsAgo));
    }
    return new RowWriter(store.writes(), CLOCK).write(rows, deadline).join();
  }

  private static List<Row> concat(List<Row> some, List<Row> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static List<Row> rows(SourcePlan plan, String user, int text, long secondsAgo) {
    var values = new Values(plan.fields());
    values.set(0, user);
    values.set(1, "x".repeat(text));
    values.set(2, NOW.minusSeconds(secondsAgo));
    var record =
        new PushedRecord(
            plan, 0, values, OptionalLong.of(4711), Optional.of("payments.v1/0"), false);
    return Rows.of(record, NOW.getEpochSecond() * 1_000_000);
  }

  private SourcePlan plan(int views, boolean history) throws IOException {
    var text =
        new StringBuilder(
            """
            workspace: prod
            push_source: payments
            timestamp: {field: event_time, max_future: 5m, max_age: 1825d}
            fields:
              - {name: user_id, type: string, required: true}
              - {name: text, type: string, required: true}
              - {name: event_time, type: timestamp, required: true}
            feature_views:
            """);
    String kept = history ? "" : ", history: false";
    for (int i = 0; i < views; i++) {
      text.append("  - {name: v").append(i).append(", entity: [user_id], ttl: 30d");
      text.append(kept).append("}\n");
    }
    Files.writeString(folder.resolve("payments.yaml"), text);
    var problems = new Problems();
    var schemas = new Schemas(SchemaDirectory.read(folder, problems));
    assertThat(problems.isEmpty()).isTrue();
    return schemas.source("prod", "payments").orElseThrow();
  }
}
