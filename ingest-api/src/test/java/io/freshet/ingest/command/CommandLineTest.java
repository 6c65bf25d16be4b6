package io.freshet.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.ingest.IngestMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  private static final String SCHEMA =
      """
      workspace: prod
      push_source: payments
      timestamp: {field: at}
      fields:
        - {name: user_id, type: string, required: true}
        - {name: amount, type: float64}
        - {name: at, type: timestamp, required: true}
      feature_views:
        - {name: latest, entity: [user_id], features: [amount]}
      """;

  @TempDir private Path folder;

  /** What a command printed, and how it ended. */
  private record Ran(int code, String out, String err) {}

  @Test
  void everyCommandsHelpTeachesWithAnExample() {
    for (CommandLine command : commands(IngestMain.commandLine())) {
      String help = command.getUsageMessage();
      assertThat(help).as(command.getCommandName()).contains("Usage:");
      assertThat(help.lines())
          .as(command.getCommandName())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
      if (command.getSubcommands().isEmpty()) {
        assertThat(help)
            .as(command.getCommandName())
            .containsPattern("Examples?.*:\\R(.*\\R)*.*freshet-ingest.jar ");
      }
    }
  }

  @Test
  void helpListsEachCommandOnOneLine() {
    assertThat(IngestMain.commandLine().getUsageMessage())
        .contains("  serve    Answer pushes and reads until stopped.\n")
        .contains("  purge    Erase one entity, online and in history.\n");
  }

  @Test
  void lintReadsTheConfigurationAndEveryFileThatItNames() throws IOException {
    schemas("schemas", SCHEMA);
    Files.writeString(folder.resolve("keys.yaml"), "keys: []\n");
    Path config = Files.writeString(folder.resolve("ingest.yaml"), config("schemas", "port: 8080"));
    assertThat(run("lint", "--config", config.toString()).out())
        .contains("ingest.yaml: ok, 1 push source(s)", "0 key(s)");
    Files.writeString(config, config("schemas", "prt: 8080"));
    Ran ran = run("lint", "--config", config.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("ingest.yaml:1: server.prt: unknown key");
    schemas("bad", SCHEMA.replace("float64", "double"));
    Files.writeString(config, config("bad", "port: 8080"));
    JsonNode json = json(run("lint", "--json", "--config", config.toString()), 1);
    assertThat(json.at("/problems/0/file").asText()).endsWith("payments.yaml");
  }

  private static String config(String schemas, String server) {
    return """
    server: {%s}
    schemas: {directory: %s}
    auth: {keys_file: keys.yaml}
    store: {dynamodb: {region: eu-central-1}}
    """
        .formatted(server, schemas);
  }

  private static List<CommandLine> commands(CommandLine root) {
    List<CommandLine> commands = new ArrayList<>(List.of(root));
    root.getSubcommands().values().forEach(each -> commands.addAll(commands(each)));
    return commands;
  }

  @Test
  void lintSaysOkOrEveryProblemWithFileAndLine() throws IOException {
    Path good = schemas("good", SCHEMA);
    assertThat(run("schemas", "lint", good.toString()).out())
        .isEqualToIgnoringNewLines("prod/payments: ok, 3 field(s), 1 feature view(s)");
    Path bad =
        schemas("bad", SCHEMA.replace("float64", "double").replace("[amount]", "[at, when]"));
    Ran ran = run("schemas", "lint", bad.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("payments.yaml:6: fields[1].type: unknown type", "2 problem(s)");
    JsonNode json = json(run("schemas", "lint", "--json", bad.toString()), 1);
    assertThat(json.at("/problems/0/line").intValue()).isEqualTo(6);
    assertThat(json(run("schemas", "lint", "--json", good.toString()), 0).path("problems"))
        .isEmpty();
    assertThat(run("schemas", "lint").code()).isEqualTo(2);
    assertThat(run("schemas", "lint", "nowhere").code()).isEqualTo(1);
  }

  @Test
  void checkNamesWhatBreaksWhomAndWhereAndEndsWithOne() throws IOException {
    Path old = schemas("old", SCHEMA);
    Path added =
        schemas(
            "added", SCHEMA.replace("  - {name: at", "  - {name: n, type: bool}\n  - {name: at"));
    Ran compatible = run("schemas", "check", old.toString(), added.toString());
    assertThat(compatible.code()).isZero();
    assertThat(compatible.out())
        .contains(
            "compatible: "
                + added.resolve("payments.yaml")
                + ":7: prod/payments fields.n: optional")
        .contains("0 breaking change(s), 1 compatible one(s)");
    Ran breaking = run("schemas", "check", added.toString(), old.toString());
    assertThat(breaking.code()).isEqualTo(1);
    assertThat(breaking.out())
        .contains(
            "breaks writers: " + added.resolve("payments.yaml") + ":7: prod/payments fields.n:")
        .contains("; what to do: keep it");
  }

  @Test
  void checkSaysTheSameInJson() throws IOException {
    Path old = schemas("old", SCHEMA);
    Path now = schemas("new", SCHEMA.replace("amount, type: float64", "amount, type: int64"));
    JsonNode json = json(run("schemas", "check", "--json", old.toString(), now.toString()), 1);
    assertThat(json.path("compatible").booleanValue()).isFalse();
    JsonNode change = json.at("/changes/0");
    assertThat(change.path("breaks").toString()).isEqualTo("[\"readers\",\"writers\"]");
    assertThat(change.path("path").asText()).isEqualTo("fields.amount.type");
    assertThat(change.path("file").asText()).isEqualTo(now.resolve("payments.yaml").toString());
    assertThat(change.path("line").intValue()).isEqualTo(6);
    assertThat(change.path("message").asText()).startsWith("was float64, is int64");
    assertThat(change.path("remedy").asText()).isNotEmpty();
    assertThat(
            json(run("schemas", "check", "--json", old.toString(), old.toString()), 0)
                .path("compatible")
                .booleanValue())
        .isTrue();
  }

  @Test
  void checkOfFilesWithProblemsSaysThemAndJudgesNothing() throws IOException {
    Path old = schemas("old", SCHEMA);
    Path bad = schemas("bad", SCHEMA.replace("float64", "double"));
    Ran ran = run("schemas", "check", old.toString(), bad.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("payments.yaml:6", "1 problem(s)");
    JsonNode json = json(run("schemas", "check", "--json", old.toString(), bad.toString()), 1);
    assertThat(json.path("compatible").booleanValue()).isFalse();
    assertThat(json.path("changes")).isEmpty();
    assertThat(json.path("problems")).hasSize(1);
    assertThat(run("schemas", "check", old.toString()).code()).isEqualTo(2);
  }

  @Test
  void theReadmesSchemaCommandsDoWhatItSays() throws IOException {
    Path root = Path.of(System.getProperty("freshet.root"));
    String program = "java -jar ingest-api/target/freshet-ingest.jar schemas ";
    String samples = root.resolve("examples/quickstart/schemas").toString();
    List<String> lines =
        Files.readAllLines(root.resolve("README.md")).stream()
            .filter(line -> line.startsWith(program))
            .map(line -> line.substring(program.length()).replaceFirst("#.*", "").strip())
            .map(line -> line.replaceAll("(examples/quickstart|deployed)/schemas", samples))
            .toList();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
    for (String line : lines) {
      Ran ran = run(("schemas " + line).split(" "));
      assertThat(ran.code()).as(line + ": " + ran.err()).isZero();
      assertThat(ran.out()).isNotEmpty();
    }
  }

  @Test
  void theJsonSchemaForEditorsIsPrintedAlone() throws IOException {
    JsonNode schema = json(run("schemas", "json-schema"), 0);
    assertThat(schema.path("$schema").asText()).contains("2020-12");
    assertThat(schema.at("/properties/feature_views/maxItems").intValue()).isEqualTo(5);
  }

  @Test
  void aKeyIsPrintedOnceAloneAndThenListedWithoutItsSecret() throws IOException {
    Ran created = create("--source", "a", "--source", "b", "--expires", "90d", "--rate", "100");
    assertThat(created.code()).isZero();
    assertThat(created.out()).matches("fsk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}\\R");
    String id = created.out().split("_")[1];
    assertThat(created.err()).contains("key " + id + " added to");
    assertThat(create().code()).isZero();

    Ran list = run("keys", "list", "--keys-file", keys());
    assertThat(list.out().lines().toList())
        .hasSize(3)
        .satisfies(lines -> {
          assertThat(lines.get(0)).startsWith("ID ").contains("WORKSPACE", "EXPIRES", "STATE");
          assertThat(lines.get(1))
              .startsWith(id + "  prod ")
              .contains("  read,write  ", "  a,b  ", "  100.0/s, burst 100  ")
              .endsWith("  live");
          assertThat(lines.get(2)).contains("  all  ", "  never  ", "  any  ");
        });
    JsonNode json = json(run("keys", "list", "--keys-file", keys(), "--json"), 0);
    assertThat(json.at("/keys/0/id").asText()).isEqualTo(id);
    assertThat(json.at("/keys/0/sources").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(json.at("/keys/0/rate/burst").intValue()).isEqualTo(100);
    assertThat(json.at("/keys/1/expires").isMissingNode()).isTrue();
    String secret = created.out().strip().substring(("fsk_" + id + "_").length());
    assertThat(list.out() + json + Files.readString(Path.of(keys()))).doesNotContain(secret);
  }

  @Test
  void anExpiredKeyIsListedAsOne() throws IOException {
    create("--expires", "1ms");
    assertThat(json(run("keys", "list", "--keys-file", keys(), "--json"), 0).at("/keys/0/state"))
        .asString()
        .contains("expired");
  }

  @Test
  void aKeyIsRevokedByItsIdAndAWrongIdSaysTheNearest() {
    String id = create().out().split("_")[1];
    String near = id.substring(0, 11) + "x";
    Ran wrong = run("keys", "revoke", "--keys-file", keys(), near);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("no key has the id " + near, "did you mean " + id + "?");
    Ran whole = run("keys", "revoke", "--keys-file", keys(), "fsk_" + id + "_secret");
    assertThat(whole.code()).isEqualTo(1);
    assertThat(whole.err()).contains("between fsk_ and the next _").doesNotContain("secret");
    assertThat(run("keys", "revoke", "--keys-file", keys(), id).code()).isZero();
    assertThat(run("keys", "list", "--keys-file", keys()).out().lines()).hasSize(1);
    assertThat(run("keys", "revoke", "--keys-file", keys() + "x", id).err())
        .contains("no such file");
  }

  @Test
  void whereTheKeyFileCannotBeTheReasonIsSaidAndNoKeyIsPrinted() {
    Ran ran =
        run(
            "keys",
            "create",
            "--keys-file",
            folder.resolve("no/keys.yaml").toString(),
            "--workspace",
            "prod",
            "--access",
            "read");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("no/keys.yaml: cannot be written", "does its folder exist");
  }

  @Test
  void wrongUsageMakesNoKey() {
    for (List<String> wrong :
        List.of(
            List.of("--expires", "soon"),
            List.of("--expires", "0d"),
            List.of("--expires", "999999999d"),
            List.of("--source", "*"),
            List.of("--rate", "0"),
            List.of("--rate", "many"),
            List.of("--burst", "5"),
            List.of("--rate", "5", "--burst", "0"))) {
      Ran ran = create(wrong.toArray(String[]::new));
      assertThat(ran.code()).as(wrong.toString()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).contains(wrong.getFirst());
    }
    assertThat(
            run("keys", "create", "--keys-file", keys(), "--workspace", "*", "--access", "read")
                .code())
        .isEqualTo(2);
    assertThat(
            run("keys", "create", "--keys-file", keys(), "--workspace", "prod", "--access", "all")
                .code())
        .isEqualTo(2);
    assertThat(Path.of(keys())).doesNotExist();
  }

  private Ran create(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "keys",
                "create",
                "--keys-file",
                keys(),
                "--workspace",
                "prod",
                "--access",
                "write,read"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private String keys() {
    return folder.resolve("keys.yaml").toString();
  }

  private Path schemas(String name, String yaml) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(name));
    Files.writeString(directory.resolve("payments.yaml"), yaml);
    return directory;
  }

  private static JsonNode json(Ran ran, int code) throws IOException {
    assertThat(ran.code()).isEqualTo(code);
    return new ObjectMapper().readTree(ran.out());
  }

  private static Ran run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine line = IngestMain.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }
}
