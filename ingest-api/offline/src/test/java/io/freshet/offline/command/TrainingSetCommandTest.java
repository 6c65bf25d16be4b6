package io.freshet.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.offline.OfflineMain;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.table.ViewTables;
import io.freshet.schema.Catalogue.FedView;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void files() throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(
        schemas.resolve("logins.yaml"),
        """
        workspace: prod
        push_source: logins
        timestamp: {field: at}
        fields:
          - {name: user_id, type: string, required: true}
          - {name: device, type: string}
          - {name: at, type: timestamp, required: true}
        feature_views:
          - {name: last_login, entity: [user_id]}
        """);
    Files.writeString(
        folder.resolve("offline.yaml"),
        """
        schemas: {directory: schemas}
        dynamodb: {region: us-east-1}
        catalog:
          properties:
            type: jdbc
            uri: "jdbc:sqlite:%1$s/catalog.db"
            warehouse: "file:%1$s/warehouse"
        """
            .formatted(folder));
    Files.writeString(folder.resolve("spine.csv"), "user_id,at\nu1,2026-02-01T00:00:00Z\n");
    FedView fed =
        SchemaDirectory.read(schemas, new Problems()).view("prod", "last_login").orElseThrow();
    try (ViewTables tables = TestCatalog.open(folder)) {
      tables.ensure(fed.source(), fed.view());
    }
  }

  @Test
  void theAnswerIsLinesOrOneJsonObjectAndProgressGoesToStandardError() throws IOException {
    assertThat(run("--timestamp", "at", "--memory", "256MiB", "--threads", "1")).isZero();
    assertThat(out.toString()).contains("out.csv: 1 rows in").contains("last_login: 0 filled");
    assertThat(err.toString()).contains("spine: 1 rows");
    assertThat(folder.resolve("out.csv"))
        .hasContent("user_id,at,last_login__device\nu1,2026-02-01T00:00:00Z,\n");

    assertThat(run("--timestamp", "at", "--overwrite", "--json", "--lag", "5m")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/rows").asInt()).isEqualTo(1);
    assertThat(json.at("/knowledge").asText()).isEqualTo("ingestion");
    assertThat(json.at("/lag").asText()).isEqualTo("5m");
    assertThat(json.at("/views/0/view").asText()).isEqualTo("last_login");
    assertThat(json.at("/views/0/empty").asInt()).isEqualTo(1);
  }

  @Test
  void problemsEndWithOneAndWrongUsageWithTwo() {
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("spine.csv: timestamp: there is no such column");
    assertThat(run("--timestamp", "at", "--lag", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("--lag: expected a duration");
    assertThat(run("--timestamp", "at", "--time-zone", "Mars")).isEqualTo(2);
    assertThat(run("--timestamp", "at", "--memory", "4 GB")).isEqualTo(2);
    assertThat(run("--timestamp", "at", "--knowledge", "all")).isEqualTo(2);
    assertThat(folder.resolve("out.csv")).doesNotExist();
  }

  private int run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "training-set",
                "--config",
                folder.resolve("offline.yaml").toString(),
                "--workspace",
                "prod",
                "--spine",
                folder.resolve("spine.csv").toString(),
                "--view",
                "last_login",
                "--out",
                folder.resolve("out.csv").toString()));
    arguments.addAll(List.of(more));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return OfflineMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
