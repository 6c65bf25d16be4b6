package io.freshet.offline.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.embedded.EmbeddedDynamoDb;
import io.freshet.embedded.JavaProcess;
import io.freshet.offline.Jvm;
import io.freshet.offline.OfflineMain;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.table.ViewTables;
import io.freshet.offline.training.Request.Means;
import io.freshet.offline.training.Request.Output;
import io.freshet.offline.training.Request.Times;
import io.freshet.schema.Catalogue;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.value.Timestamps;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a training set says of now is what the server answers now, and what it says of an earlier
 * moment is what the server answers as of then. Between the two is a worker that follows the
 * history.
 */
class ConsistencyIT {
  private static final int USERS = 30;
  private static final int ROUNDS = 6;
  private static final int REQUESTS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final List<String> VIEWS = List.of("lasting", "recent");

  @TempDir Path folder;

  /** A user at a moment; now is what is online. */
  private record Asked(String user, String moment, boolean now) {}

  @Test
  void aTrainingSetSaysWhatTheServerAnswersNowAndWhatItAnswersAsOfThen() throws IOException {
    schemas();
    try (var dynamoDb = EmbeddedDynamoDb.inMemory()) {
      dynamoDb.start();
      try (var server = PushServer.start(folder, dynamoDb.endpoint());
          var worker = worker(dynamoDb.endpoint())) {
        List<Asked> asked = pushed(server, new Random(20261126));
        List<String> answers = asked.stream().map(one -> answered(server, one)).toList();

        awaitRows(worker, historyRows(dynamoDb.endpoint()));

        List<String> joined = joined(asked);

        assertThat(joined).isEqualTo(answers);
        assertThat(answers.stream().filter(line -> line.contains("|null|null|null|null|null")))
            .as("rows that lack a view, of %s", answers.size())
            .hasSizeBetween(20, answers.size() - 20);
      }
    }
  }

  private void schemas() throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(
        schemas.resolve("payments.yaml"),
        """
        workspace: prod
        push_source: payments
        timestamp: {field: at}
        fields:
          - {name: user_id, type: string, required: true}
          - {name: amount, type: float64}
          - {name: attempts, type: int64}
          - {name: tags, type: array<string>}
          - {name: at, type: timestamp, required: true}
        feature_views:
          - {name: lasting, entity: [user_id]}
          - {name: recent, entity: [user_id], ttl: 1h}
        """);
  }

  /** Late, repeated, tied and deleted records in rounds, and what is to be asked afterwards. */
  private List<Asked> pushed(PushServer server, Random random) {
    Instant now = Instant.now();
    List<Asked> asked = new ArrayList<>();
    // Long ago nothing was known. So files of all times are read, and the ttl alone decides of
    // theirs.
    asked.add(new Asked("u0", Timestamps.format(now.minus(Duration.ofHours(3))), false));
    for (int round = 0; round < ROUNDS; round++) {
      String moment = "";
      for (int request = 0; request < REQUESTS; request++) {
        moment = server.post("/ingest", push(now, random)).at("/ingestionTime").asText();
      }
      for (int user = 0; user < USERS; user++) {
        asked.add(new Asked("u" + user, moment, false));
      }
    }
    for (int user = 0; user < USERS; user++) {
      asked.add(new Asked("u" + user, Timestamps.format(Instant.now()), true));
    }
    return asked;
  }

  private static String push(Instant now, Random random) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      // On few moments, so that many tie; none near the ttl, which would pass while this runs.
      boolean old = random.nextInt(3) == 0;
      Instant at = now.minus(Duration.ofMinutes((old ? 70 : 1) + random.nextInt(6) * 7L));
      String values =
          random.nextInt(4) == 0
              ? ""
              : ", \"amount\": %s, \"attempts\": %d, \"tags\": [\"%s\"]"
                  .formatted(
                      random.nextInt(8) / 4.0, random.nextInt(3), "a\\\"|" + random.nextInt(2));
      String sequence = random.nextBoolean() ? "" : ", \"sequence\": " + random.nextInt(3);
      records.add(
          "{\"record\": {\"user_id\": \"u%d\", \"at\": \"%s\"%s}%s, \"delete\": %s}"
              .formatted(random.nextInt(USERS), at, values, sequence, random.nextInt(6) == 0));
    }
    return "{\"workspace_name\": \"prod\", \"records\": {\"payments\": [%s]}}"
        .formatted(String.join(", ", records));
  }

  private static String answered(PushServer server, Asked asked) {
    var line = new StringBuilder(asked.user());
    for (String view : VIEWS) {
      String asOf =
          asked.now()
              ? ", \"consistent\": true"
              : ", \"as_of\": {\"event_time\": \"%1$s\", \"ingestion_time\": \"%1$s\"}"
                  .formatted(asked.moment());
      JsonNode result =
          server
              .post(
                  "/v1/get-features",
                  "{\"workspace_name\": \"prod\", \"feature_view_name\": \"%s\", \"join_keys\": [{\"user_id\": \"%s\"}]%s}"
                      .formatted(view, asked.user(), asOf))
              .at("/results/0");
      JsonNode features = result.path("features");
      line.append('|').append(text(features.path("amount")));
      line.append('|').append(text(features.path("attempts")));
      JsonNode tags = features.path("tags");
      line.append('|').append(tags.isArray() ? tags.toString() : "null");
      line.append('|').append(text(result.path("eventTime")));
      line.append('|').append(text(result.path("ingestionTime")));
    }
    return line.toString();
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "null" : value.asText();
  }

  private JavaProcess worker(URI dynamoDb) throws IOException {
    Map<String, String> catalog = TestCatalog.properties(folder);
    Path config =
        Files.writeString(
            folder.resolve("offline.yaml"),
            """
            schemas: {directory: schemas}
            dynamodb: {endpoint: "%s", table_prefix: %s}
            catalog: {properties: {type: jdbc, uri: "%s", warehouse: "%s"}}
            worker: {poll: 250ms, failover: 2s, commit: {age: 500ms}}
            admin: {host: 127.0.0.1, port: 0}
            """
                .formatted(
                    dynamoDb, PushServer.PREFIX, catalog.get("uri"), catalog.get("warehouse")));
    return Jvm.start(
        "worker",
        List.of(),
        OfflineMain.class,
        List.of("run", "--config", config.toString()),
        folder.resolve("worker.log"));
  }

  private void awaitRows(JavaProcess worker, int wanted) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .failFast("the worker ended", () -> !worker.isAlive())
        .untilAsserted(() -> assertThat(rows()).isEqualTo(wanted));
  }

  private int rows() {
    try (ViewTables tables = TestCatalog.open(folder)) {
      return VIEWS.stream()
          .flatMap(view -> tables.find("prod", view).stream())
          .mapToInt(table -> TestCatalog.rows(table).size())
          .sum();
    }
  }

  private static int historyRows(URI dynamoDb) {
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    try (var client =
        DynamoDbClient.builder()
            .endpointOverride(dynamoDb)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      return client
          .scanPaginator(scan -> scan.tableName(PushServer.PREFIX + "history").select("COUNT"))
          .stream()
          .mapToInt(page -> page.count())
          .sum();
    }
  }

  private List<String> joined(List<Asked> asked) throws IOException {
    Catalogue catalogue = SchemaDirectory.read(folder.resolve("schemas"), new Problems());
    List<String> spine = new ArrayList<>(List.of("user_id,timestamp"));
    asked.forEach(one -> spine.add(one.user() + "," + one.moment()));
    Files.write(folder.resolve("spine.csv"), spine);
    try (ViewTables tables = TestCatalog.open(folder)) {
      var request =
          new Request(
              "prod",
              folder.resolve("spine.csv"),
              "timestamp",
              VIEWS,
              Knowledge.INGESTION,
              Duration.ZERO,
              Optional.empty(),
              Times.SHOWN,
              new Output(folder.resolve("out.csv"), Output.Existing.KEPT),
              new Means(Optional.of(256L << 20), Optional.of(1), folder));
      assertThat(new TrainingSet(tables, catalogue, _ -> {}).build(request))
          .isInstanceOf(Answer.Built.class);
    }
    return Duck.rows(
        "SELECT * EXCLUDE (timestamp) FROM read_csv('%s', all_varchar = true, delim = ',', quote = '\"', escape = '\"', header = true)"
            .formatted(folder.resolve("out.csv")));
  }
}
