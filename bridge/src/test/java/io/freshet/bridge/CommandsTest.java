package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.bridge.registry.StubRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands that need no broker, as a user calls them. */
class CommandsTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("freshet.root")).resolve("examples/quickstart");

  private static final String LATEST = "/subjects/payments.v1-value/versions/latest";
  private static final String SUBJECT =
      """
      {"subject":"payments.v1-value","version":1,"id":7,"schema":
       "{\\"type\\":\\"record\\",\\"name\\":\\"P\\",\\"fields\\":[{\\"name\\":\\"user_id\\",\\"type\\":\\"string\\"}]}"}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"run", "lint", "test", "preview", "init", "redrive"})
  void everyCommandExplainsItselfWithExamples(String command) {
    assertThat(call(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: freshet-bridge " + command).contains("Example");
  }

  @Test
  void helpFitsATerminalAndListsEachCommandOnOneLine() {
    CommandLine root = BridgeMain.commandLine();
    List<CommandLine> commands = new ArrayList<>(List.of(root));
    commands.addAll(root.getSubcommands().values());
    for (CommandLine command : commands) {
      assertThat(command.getUsageMessage().lines())
          .as(command.getCommandName())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
    assertThat(root.getUsageMessage())
        .contains("  lint     Check a configuration and its mappings.\n")
        .contains("  redrive  Send dead letters back through the pipeline.\n");
  }

  @Test
  void wrongUsageIsCode2() {
    assertThat(call("lint")).isEqualTo(2);
    assertThat(err.toString()).contains("--config");
  }

  @Test
  void lintFindsTheQuickstartInOrderWithoutASecret() {
    assertThat(call("lint", "--config", bridge(), "--schemas", schemas())).isZero();
    assertThat(out.toString()).contains("bridge.yaml: ok, 1 topic(s), 1 route(s), 7 field(s)");
  }

  @Test
  void lintSaysWhereTheServerIsThatDoesNotAnswer() throws IOException {
    String config =
        write(
            "bridge.yaml",
            Files.readString(Path.of(bridge()))
                .replace("localhost:8080", "127.0.0.1:1")
                .replace("${env:FRESHET_API_KEY}", "key"));
    assertThat(call("lint", "--config", config)).isEqualTo(3);
    assertThat(err.toString())
        .contains("error: the schema of transactions cannot be had: 127.0.0.1:1")
        .contains("--schemas DIR takes files instead");
  }

  @Test
  void lintListsEveryProblemOfAFileAtOnceAndInItsOrder() throws IOException {
    String config =
        write(
            "bridge.yaml",
            """
            kafka:
              bootstrap.servers: localhost:9092
              enable.auto.commit: true
            ingest: {url: "localhost:8080", workspace: prod, api_key: k, timout: 5s}
            delivery: {max_in_flight: 0, linger: 5}
            dead_letters: {topic: dead, topic: letters, max_ratio: 2}
            topics:
              - topic: payments.v1
                format: json
                on_tombstone: delte
                routes:
                  - push_source: transactions
                    when: event.status = "APPROVED"
                    delete: size(event.items)
                    sequence: $ofset
                    fields:
                      user_di: user.id
                      user_id: user..id
                      transaction_id: $offset
                      amount: {path: payment.amount, default: none}
                      currency: {expr: event.currency.upperAsci()}
                      event_time: {path: occurred_at, unit: millis}
                  - push_source: transaction
                    fields: {a: b}
              - topic: payments.v1
                routes: []
              - topic_pattern: 'a('
                routes: [{push_source: transactions, fields: {user_id: a}}]
            """);
    assertThat(call("lint", "--config", config, "--schemas", schemas())).isEqualTo(1);
    assertThat(err.toString().replace(config, "bridge.yaml"))
        .isEqualTo(
            Files.readString(
                Path.of(
                    System.getProperty("freshet.root"),
                    "bridge/src/test/resources/every-problem.txt")));
  }

  @Test
  void lintTellsProgramsInJson() throws IOException {
    String config =
        write("bridge.yaml", Files.readString(Path.of(bridge())).replace("user_id:", "user_di:"));
    assertThat(call("lint", "--config", config, "--schemas", schemas(), "--json")).isEqualTo(1);
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("ok").asBoolean()).isFalse();
    assertThat(report.get("problems")).hasSize(2);
    JsonNode typo = report.get("problems").get(1);
    assertThat(typo.get("path").asText()).isEqualTo("topics[0].routes[0].fields.user_di");
    assertThat(typo.get("line").asInt()).isEqualTo(14);
    assertThat(typo.get("hint").asText()).isEqualTo("did you mean user_id?");
  }

  @Test
  void theQuickstartsMappingTestsPass() {
    assertThat(call("test", "--config", bridge(), "--schemas", schemas())).isZero();
    assertThat(out.toString()).endsWith("5 passed, 0 failed" + System.lineSeparator());
  }

  @Test
  void aMappingTestShowsWhatIsDifferent() throws IOException {
    String tests =
        write(
            "tests.yaml",
            """
            tests:
              - name: wrong in four ways
                topic: payments.v1
                offset: 3
                event: {occurred_at: 0, user: {id: u}, payment: {transaction_id: t, amount: 2, currency: EUR}}
                expect:
                  transactions:
                    record: {user_id: u, transaction_id: t, amount: 1.5, tags: [a], event_time: 1970-01-01T00:00:00Z}
                    sequence: 4
              - name: stored though it should be refused
                topic: payments.v1
                event: {occurred_at: 0, user: {id: u}, payment: {transaction_id: t}}
                expect_rejected: {stage: map}
              - name: refused for another reason
                topic: payments.v1
                event: {}
                expect_rejected: {stage: map, error_type: TYPE_MISMATCH, field: user_id}
              - name: not there
                topic: payment.v1
                event: {}
                expect_skipped: true
            """);
    assertThat(call("test", "--config", bridge(), "--schemas", schemas(), tests)).isEqualTo(1);
    assertThat(out.toString().replace(tests, "tests.yaml"))
        .isEqualTo(
            """
            FAIL  wrong in four ways
                  tests.yaml:2
                  transactions.amount: expected 1.5, got 2.0
                  transactions.tags: expected ["a"], got nothing
                  transactions.currency: expected nothing, got "EUR"
                  transactions.sequence: expected 4, got 3
            FAIL  stored though it should be refused
                  tests.yaml:10
                  expected a rejection, got records for transactions
            FAIL  refused for another reason
                  tests.yaml:14
                  error_type: expected TYPE_MISMATCH, got MISSING_REQUIRED
                  it was rejected so: map MISSING_REQUIRED user_id: the event has no value for it
            FAIL  not there
                  tests.yaml:18
                  the configuration has no topic payment.v1
            0 passed, 4 failed
            """);
  }

  @Test
  void aTestFileIsReadAsStrictlyAsAnyOther() throws IOException {
    String tests =
        write(
            "tests.yaml",
            """
            tests:
              - {name: a, topic: payments.v1, expect_skipped: true}
              - {name: b, topic: payments.v1, event: {}, expct: {}}
              - {name: c, topic: payments.v1, event: {}, tombstone: true, expect_halt: true}
              - {name: d, topic: payments.v1, event: {}, timestamp: today, expect_skipped: true}
              - {name: e, topic: payments.v1, event_file: none.json, expect_skipped: true}
            """);
    assertThat(call("test", "--config", bridge(), "--schemas", schemas(), tests)).isEqualTo(1);
    assertThat(err.toString())
        .contains("tests[0].event: is needed, once (one of event, event_file,")
        .contains("tests[1].expect: says what is expected, once")
        .contains("tests[1].expct: unknown key (did you mean expect?)")
        .contains("tests[2].event: is needed")
        .contains("tests[3].timestamp: is no time")
        .contains("none.json cannot be read");
  }

  @Test
  void mappingTestsTellProgramsInJson() throws IOException {
    assertThat(call("test", "--config", bridge(), "--schemas", schemas(), "--json")).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("ok").asBoolean()).isTrue();
    assertThat(report.get("tests")).hasSize(5);
    assertThat(report.get("tests").get(0).get("name").asText())
        .isEqualTo("an authorised payment becomes a transaction");
  }

  @Test
  void initProposesAMappingOfASampleThatPassesLint() throws IOException {
    String sample =
        write(
            "event.json",
            """
            {"type":"payment","occurredAt":1764000000007,"user":{"id":"u"},
             "payment":{"transactionId":"t","amount":9.5,"curency":"EUR","merchant":{"id":"m"},"tags":["a"]}}
            """);
    String yaml = init("--sample", sample);
    assertThat(yaml)
        .endsWith(
            """
                      user_id: user.id
                      transaction_id: payment.transactionId
                      amount: payment.amount
                      currency: payment.curency   # a guess: has nearly its name
                      merchant_id: payment.merchant.id
                      tags: payment.tags
                      event_time: $timestamp   # no field of the event looks like it
                      # not used: type, occurredAt
            """);
    assertThat(lint(yaml)).isZero();
  }

  @Test
  void initReadsAJsonSchema() throws IOException {
    String schema =
        write(
            "payment.json",
            """
            {"type":"object","properties":{
              "userId":{"type":"string"},"event-time":{"type":"string","format":"date-time"},
              "amount":{"type":["null","number"]},"tags":{"type":"array"},"a.b":{"type":"string"}}}
            """);
    String yaml = init("--schema-file", schema);
    assertThat(yaml)
        .contains("user_id: userId\n")
        .contains("event_time: event-time\n")
        .contains("amount: amount\n")
        .contains(
            "transaction_id: transaction_id   # required, and no field of the event looks like it\n")
        .contains("# currency: …   # string, optional\n")
        .contains("# not used: \"a.b\"\n");
    assertThat(lint(yaml)).isZero();
  }

  @Test
  void initReadsAnAvroSchema() throws IOException {
    String schema =
        write(
            "payment.avsc",
            """
            {"type":"record","name":"P","fields":[
              {"name":"user","type":{"type":"record","name":"U","fields":[{"name":"id","type":"string"}]}},
              {"name":"transaction_id","type":["null",{"type":"string","logicalType":"uuid"}]},
              {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
              {"name":"tags","type":{"type":"array","items":"string"}},
              {"name":"event_time","type":{"type":"long","logicalType":"timestamp-micros"}}]}
            """);
    String yaml = init("--schema-file", schema);
    assertThat(yaml)
        .contains("format: avro")
        .contains("schema_file: '" + schema + "'")
        .contains("user_id: user.id\n")
        .contains("transaction_id: transaction_id\n")
        .contains("amount: amount\n")
        .contains("tags: tags\n")
        .contains("event_time: event_time\n");
    assertThat(lint(yaml)).isZero();
  }

  @Test
  void initTellsProgramsInJsonWhereEachFieldIsFromAndWhy() throws IOException {
    String sample =
        write(
            "event.json",
            """
            {"type":"payment","userId":"u","payment":{"amount":9.5,"curency":"EUR"},"eventTime":7}
            """);
    JsonNode report = new ObjectMapper().readTree(init("--sample", sample, "--json"));
    assertThat(report.get("fields"))
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"name\":\"user_id\",\"type\":\"string\",\"required\":true,\"result\":\"matched\","
                + "\"path\":\"userId\",\"unit\":\"\",\"reason\":\"has its name\"}",
            "{\"name\":\"transaction_id\",\"type\":\"string\",\"required\":true,\"result\":\"unmatched\","
                + "\"path\":\"\",\"unit\":\"\",\"reason\":\"no field of the event looks like it\"}",
            "{\"name\":\"amount\",\"type\":\"float64\",\"required\":true,\"result\":\"matched\","
                + "\"path\":\"payment.amount\",\"unit\":\"\",\"reason\":\"has its name\"}",
            "{\"name\":\"currency\",\"type\":\"string\",\"required\":false,\"result\":\"guessed\","
                + "\"path\":\"payment.curency\",\"unit\":\"\",\"reason\":\"a guess: has nearly its name\"}",
            "{\"name\":\"merchant_id\",\"type\":\"string\",\"required\":false,\"result\":\"unmatched\","
                + "\"path\":\"\",\"unit\":\"\",\"reason\":\"no field of the event looks like it\"}",
            "{\"name\":\"tags\",\"type\":\"array<string>\",\"required\":false,\"result\":\"unmatched\","
                + "\"path\":\"\",\"unit\":\"\",\"reason\":\"no field of the event looks like it\"}",
            "{\"name\":\"event_time\",\"type\":\"timestamp\",\"required\":true,\"result\":\"guessed\","
                + "\"path\":\"eventTime\",\"unit\":\"ms\","
                + "\"reason\":\"has its name; is the unit right?\"}");
    assertThat(report.get("not_used")).extracting(JsonNode::asText).containsExactly("type");
    assertThat(report.get("workspace").asText()).isEqualTo("prod");
    assertThat(lint(report.get("yaml").asText())).isZero();
  }

  @Test
  void initAsksTheRegistryForASubjectsLatestSchema() throws IOException {
    try (var registry = new StubRegistry().with(LATEST, 200, SUBJECT)) {
      String url = "http://127.0.0.1:" + registry.port();
      String yaml = init("--subject", "payments.v1-value", "--registry", url);
      assertThat(yaml)
          .contains("schema_registry: {url: \"" + url + "\"}\n")
          .contains("format: avro\n")
          .contains("user_id: user_id\n");
      assertThat(lint(yaml)).isZero();
    }
  }

  @Test
  void initSaysThatTheRegistryHasNoSuchSubjectOrDoesNotAnswer() throws IOException {
    try (var registry = new StubRegistry().with("/subjects/b/versions/latest", 500, "")) {
      String url = "http://127.0.0.1:" + registry.port();
      assertThat(callInit("--subject", "a", "--registry", url)).isEqualTo(2);
      assertThat(err.toString()).contains("--subject: a: ");
      assertThat(callInit("--subject", "b", "--registry", url)).isEqualTo(3);
      assertThat(err.toString()).contains("the subject cannot be had: ");
      assertThat(callInit("--subject", "a")).isEqualTo(2);
      assertThat(err.toString()).contains("--subject needs --registry URL, or --config");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "basic_auth: {username: u, password: p} | Basic dTpw",
        "bearer: t                              | Bearer t"
      })
  void initAsksWithTheCredentialsOfABridgeYamlThatThereIs(String credentials, String header)
      throws IOException {
    try (var registry = new StubRegistry().with(LATEST, 200, SUBJECT)) {
      String existing =
          Files.readString(Path.of(bridge()))
              .replace(
                  "topics:",
                  "schema_registry: {url: \"http://127.0.0.1:%d\", %s}\ntopics:"
                      .formatted(registry.port(), credentials));
      String yaml =
          init("--subject", "payments.v1-value", "--config", write("bridge.yaml", existing));
      assertThat(registry.authorizations()).containsExactly(header);
      assertThat(yaml).startsWith("# Proposed").doesNotContain("kafka:", "schema_registry:");
      assertThat(lint(existing + yaml)).isZero();
    }
  }

  @Test
  void lintAndInitAskTheServerOfTheConfiguration() throws IOException {
    try (var ingest = new FakeIngest()) {
      String head =
          """
          kafka: {bootstrap.servers: "localhost:9092", group.id: g}
          ingest: {url: "%s", workspace: prod, api_key: key, protocol: http/1.1}
          dead_letters: {topic: dead}
          topics:
            - topic: payments.v1
              routes:
                - push_source: payments
                  fields: {user_id: u, at: $timestamp}
          """
              .formatted(ingest.url());
      String config = write("bridge.yaml", head);
      assertThat(call("lint", "--config", config)).isZero();
      assertThat(out.toString()).endsWith(": ok, 1 topic(s), 1 route(s), 2 field(s)\n");
      out.getBuffer().setLength(0);
      String sample = write("event.json", "{\"user\":{\"id\":\"u\"},\"amount\":5}");
      assertThat(
              call(
                  "init",
                  "--topic",
                  "refunds.v1",
                  "--sample",
                  sample,
                  "--push-source",
                  "payments",
                  "--config",
                  config))
          .isZero();
      assertThat(out.toString()).contains("user_id: user.id\n").contains("amount: amount\n");
      assertThat(call("lint", "--config", write("both.yaml", head + out))).isZero();
      assertThat(out.toString()).endsWith(": ok, 2 topic(s), 2 route(s), 5 field(s)\n");
    }
  }

  @Test
  void initNeedsASchemaFromSomewhere() throws IOException {
    String sample = write("event.json", "{}");
    assertThat(call("init", "--topic", "t", "--sample", sample, "--push-source", "transactions"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("one of --schemas, --server and --config is needed");
  }

  @Test
  void initSaysWhatItWasGivenWrong() throws IOException {
    String none = write("event.json", "[]");
    assertThat(
            call(
                "init",
                "--topic",
                "t",
                "--sample",
                none,
                "--push-source",
                "transactions",
                "--schemas",
                schemas()))
        .isEqualTo(2);
    assertThat(
            call(
                "init",
                "--topic",
                "t",
                "--sample",
                none,
                "--push-source",
                "transaction",
                "--schemas",
                schemas()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("is no JSON object").contains("did you mean transactions?");
  }

  private String init(String... options) {
    assertThat(callInit(options)).isZero();
    return out.toString();
  }

  private int callInit(String... options) {
    List<String> arguments = new ArrayList<>(List.of("init", "--topic", "it's"));
    arguments.addAll(List.of("--push-source", "transactions", "--schemas", schemas()));
    arguments.addAll(List.of(options));
    return call(arguments.toArray(String[]::new));
  }

  private int lint(String yaml) throws IOException {
    return call("lint", "--config", write("proposed.yaml", yaml), "--schemas", schemas());
  }

  private static String bridge() {
    return SAMPLES.resolve("bridge.yaml").toString();
  }

  private static String schemas() {
    return SAMPLES.resolve("schemas").toString();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private int call(String... arguments) {
    CommandLine command = BridgeMain.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
