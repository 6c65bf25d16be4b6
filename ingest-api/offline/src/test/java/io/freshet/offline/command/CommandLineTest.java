package io.freshet.offline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.offline.OfflineMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Helps, and what needs neither DynamoDB nor a catalog. */
class CommandLineTest {
  private static final String CONFIG =
      """
      schemas: {directory: schemas}
      dynamodb: {region: eu-central-1}
      catalog:
        properties: {type: rest, uri: "http://127.0.0.1:1/nobody"}
      """;

  private static final String SCHEMA =
      """
      workspace: prod
      push_source: logins
      timestamp: {field: at}
      fields:
        - {name: user_id, type: string, required: true}
        - {name: device, type: string, required: true}
        - {name: at, type: timestamp, required: true}
      feature_views:
        - {name: last_login, entity: [user_id]}
        - {name: devices, entity: [device, user_id]}
      """;

  @TempDir private Path folder;

  /** What a command printed, and how it ended. */
  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void files() throws IOException {
    config(CONFIG);
    schema(SCHEMA);
  }

  @Test
  void everyCommandsHelpTeachesWithAnExample() {
    for (CommandLine command : OfflineMain.commandLine().getSubcommands().values()) {
      String help = command.getUsageMessage();
      assertThat(help.lines())
          .as(command.getCommandName())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
      assertThat(help)
          .as(command.getCommandName())
          .contains("Usage:")
          .doesNotContain("null") // what picocli makes of a variable that it does not know
          .containsPattern("Examples?.*:\\R(.*\\R)*.*freshet-offline.jar ");
    }
    assertThat(OfflineMain.commandLine().getUsageMessage())
        .contains("  lint          Check a configuration and its schemas.\n");
  }

  @Test
  void lintAsksNobodyAndSaysWhatItHasRead() {
    Ran ran = lint();
    assertThat(ran.out())
        .contains("offline.yaml: ok, 1 push source(s), 2 feature view(s) from ")
        .endsWith("schemas\n");
    assertThat(ran).isEqualTo(new Ran(0, ran.out(), ""));
  }

  @Test
  void lintListsEveryProblemOfTheConfigurationWithItsLineAndAHint() throws IOException {
    config(CONFIG.replace("rest", "jbdc").replace("region", "regoin") + "worker: {pol: 1s}\n");
    Ran ran = lint();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("offline.yaml:2: dynamodb.regoin: unknown key (did you mean region?)")
        .contains("offline.yaml:4: catalog.properties.type: Iceberg has no such catalog")
        .contains("did you mean jdbc?")
        .contains("offline.yaml:5: worker.pol: unknown key");
  }

  @Test
  void lintListsTheProblemsOfTheSchemasToo() throws IOException {
    schema(SCHEMA.replace("[user_id]", "[usr_id]"));
    JsonNode json = new ObjectMapper().readTree(lint("--json").out());
    assertThat(json.at("/problems/0/file").asText()).endsWith("logins.yaml");
    assertThat(lint().code()).isEqualTo(1);

    config(CONFIG.replace("directory: schemas", "directory: nowhere"));
    assertThat(lint().err()).contains("nowhere").contains("1 problem(s)");
  }

  @Test
  void wrongUsageEndsWithTwo() {
    assertThat(run("lint").code()).isEqualTo(2);
    assertThat(run("lnt").code()).isEqualTo(2);
  }

  private void config(String yaml) throws IOException {
    Files.writeString(folder.resolve("offline.yaml"), yaml);
  }

  private void schema(String yaml) throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(schemas.resolve("logins.yaml"), yaml);
  }

  private Ran lint(String... more) {
    var arguments = new String[3 + more.length];
    arguments[0] = "lint";
    arguments[1] = "--config";
    arguments[2] = folder.resolve("offline.yaml").toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return run(arguments);
  }

  private static Ran run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        OfflineMain.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }
}
