package io.freshet.offline.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.embedded.JavaProcess;
import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import io.freshet.offline.Jvm;
import io.freshet.offline.OfflineMain;
import io.freshet.offline.Payments;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.table.ViewTables;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Workers as processes of their own, following DynamoDB Local. */
class FollowerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  private final Payments payments = Payments.plain();
  private final List<JavaProcess> workers = new ArrayList<>();
  private DynamoDbAsyncClient client;
  private DynamoDbSettings settings;

  @BeforeEach
  void makeTables() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    URI endpoint = EmbeddedServers.dynamoDb().endpoint();
    settings =
        new DynamoDbSettings(
            "us-east-1", Optional.of(endpoint), "follow_", true, true, Optional.empty());
    client =
        DynamoDbAsyncClient.builder()
            .region(Region.of(settings.region()))
            .endpointOverride(endpoint)
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().readTimeout(Duration.ofMinutes(1)))
            .build();
    client
        .createTable(table ->
            table
                .tableName(settings.tables().history())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk", "S"), attribute("sk", "B"))
                .keySchema(key("pk", "HASH"), key("sk", "RANGE"))
                .streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)))
        .join();
  }

  private static AttributeDefinition attribute(String name, String type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, String type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @AfterEach
  void end() {
    workers.forEach(JavaProcess::close);
    client.close();
  }

  @Test
  void everyRowIsInOnceThoughWorkersAreKilledAndHandShardsOver() throws IOException {
    put(0, 250);
    JavaProcess first = worker("first", "AFTER_SWAP:2");
    assertThat(first.await(PATIENCE))
        .as("killed after a commit, before its checkpoint")
        .isEqualTo(137);

    JavaProcess second = worker("second", "");
    awaitRows(250);
    JavaProcess third = worker("third", "");
    put(250, 100);
    awaitRows(350);
    assertThat(second.terminate(PATIENCE)).isZero();
    put(350, 100);
    awaitRows(450);
    assertThat(third.terminate(PATIENCE)).isZero();

    assertThat(users())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 450).mapToObj(i -> (Object) ("u" + i)).toList());
  }

  private void awaitRows(int rows) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          workers.stream()
              .filter(worker -> worker.exitCode().isPresent())
              .filter(worker -> worker.exitCode().getAsInt() == 3)
              .findAny()
              .ifPresent(worker -> {
                throw new IllegalStateException("a worker ended: " + log(worker));
              });
          assertThat(users()).hasSizeGreaterThanOrEqualTo(rows);
        });
  }

  private static String log(JavaProcess worker) {
    try {
      return Files.readString(worker.log());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private List<Object> users() {
    try (ViewTables tables = TestCatalog.open(folder)) {
      return tables.find(Payments.WORKSPACE, Payments.VIEW).stream()
          .flatMap(table -> TestCatalog.rows(table).stream())
          .map(row -> row.getField("user_id"))
          .toList();
    }
  }

  private void put(int from, int count) {
    IntStream.range(from, from + count)
        .mapToObj(i ->
            client.putItem(put ->
                put.tableName(settings.tables().history())
                    .item(
                        payments.item(
                            Map.of("user_id", "u" + i, "amount", (double) i),
                            Payments.NOW.plusSeconds(i),
                            Payments.NOW.plusSeconds(i + 1),
                            OptionalLong.of(i)))))
        .toList()
        .forEach(done -> done.join());
  }

  private JavaProcess worker(String name, String halt) throws IOException {
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
          - {name: note, type: string}
          - {name: at, type: timestamp, required: true}
        feature_views: [{name: payments, entity: [user_id]}]
        """);
    Map<String, String> catalog = TestCatalog.properties(folder);
    Path config =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            schemas: {directory: schemas}
            dynamodb: {endpoint: "%s", table_prefix: "%s"}
            catalog:
              properties:
                catalog-impl: io.freshet.offline.crash.HaltingCatalog
                uri: "%s"
                warehouse: "%s"
            worker: {name: %s, poll: 250ms, failover: 2s, commit: {age: 500ms, rows: 100}}
            admin: {port: 0}
            """
                .formatted(
                    settings.endpoint().orElseThrow(),
                    settings.tablePrefix(),
                    catalog.get("uri"),
                    catalog.get("warehouse"),
                    name));
    JavaProcess worker =
        Jvm.start(
            name,
            halt.isEmpty() ? List.of() : List.of("-Dfreshet.halt=" + halt),
            OfflineMain.class,
            List.of("run", "--config", config.toString()),
            folder.resolve(name + ".log"));
    workers.add(worker);
    return worker;
  }
}
