package io.freshet.bridge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.freshet.bridge.registry.StubRegistry;
import io.freshet.schema.SourceJson;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lint} holds a mapping's paths against schema files and the registry's subjects. */
class SchemaPathsTest {
  private static final String AVRO =
      """
      {"type": "record", "name": "Visit", "fields": [
        {"name": "user", "type": {"type": "record", "name": "User", "fields": [
          {"name": "id", "type": "long"}, {"name": "name", "type": ["null", "string"], "aliases": ["nick"]}]}},
        {"name": "previous", "type": ["null", "Visit"]},
        {"name": "pages", "type": {"type": "array", "items": "string"}},
        {"name": "labels", "type": {"type": "map", "values": "string"}},
        {"name": "either", "type": ["null", "string", "User"]},
        {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9}},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}
      """;
  private static final String PROTO =
      "syntax = \"proto3\"; import \"google/protobuf/timestamp.proto\"; message Visit { User user = 1;"
          + " repeated string pages = 2; map<string, string> labels = 3;"
          + " google.protobuf.Timestamp visitedAt = 4; double price = 5; }"
          + " message User { int64 id = 1; string display_name = 2; }";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("schemas/prod"));
    write(
        "schemas/prod/visits.yaml",
        """
        workspace: prod
        push_source: visits
        timestamp: {field: at}
        fields:
          - {name: user, type: string, required: true}
          - {name: number, type: int64}
          - {name: price, type: float64}
          - {name: pages, type: array<string>}
          - {name: labels, type: "map<string,string>"}
          - {name: at, type: timestamp, required: true}
        feature_views:
          - {name: last_visit, entity: [user]}
        """);
    write("visit.avsc", AVRO);
  }

  @Test
  void everyPathThatLeadsSomewhereOrMayIsLetThrough() throws IOException {
    assertThat(
            lintFile(
                """
                user: user.nick
                number: previous.previous.user.id
                price: price
                pages: pages
                labels: labels
                at: at
                """))
        .as("%s", err)
        .isZero();
    assertThat(
            lintFile(
                """
                user: either.name
                number: {expr: 'int(event.either) + event.user.id'}
                price: labels.anything
                pages: {expr: 'event.pages.filter(p, p != "")'}
                at: {path: user.id, unit: ms}
                """
                    .replace("price: labels.anything\n", "")))
        .as("%s", err)
        .isZero();
    assertThat(lintFile("user: 'pages[0]'\nat: at")).as("%s", err).isZero();
  }

  @Test
  void whatCertainlyLeadsNowhereOrCannotFitIsReportedWhereItStands() throws IOException {
    assertThat(
            lintFile(
                """
                user: user.naem
                number: user.name.length
                price: pages
                pages: labels
                labels: user
                at: user.id
                """))
        .isEqualTo(1);
    assertThat(err.toString().lines())
        .anySatisfy(line ->
            assertThat(line)
                .contains("bridge.yaml:12")
                .contains(
                    "user.naem leads nowhere: by its schema, user is an object without a member naem")
                .contains("did you mean name?"))
        .anySatisfy(line ->
            assertThat(line)
                .contains("bridge.yaml:13")
                .contains("user.name is a string without members such as length"))
        .anySatisfy(line -> assertThat(line).contains("bridge.yaml:14").contains("gives a list"))
        .anySatisfy(line -> assertThat(line).contains("bridge.yaml:15").contains("gives an object"))
        .anySatisfy(line -> assertThat(line).contains("bridge.yaml:16").contains("gives an object"))
        .anySatisfy(
            line -> assertThat(line).contains("bridge.yaml:17").contains("a number needs a unit"))
        .contains("6 problem(s)");
  }

  @Test
  void expressionsConditionsAndSequencesAreHeldAgainstItToo() throws IOException {
    assertThat(
            lint(
                file()
                    + "\n    routes: [{push_source: visits, when: event.usr.id > 0, sequence: pages, "
                    + "fields: {user: {expr: 'string(event.user.ids)'}, at: at}}]",
                "--schemas",
                folder.resolve("schemas").toString()))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("usr.id leads nowhere", "did you mean user?")
        .contains("user.ids leads nowhere", "did you mean id?")
        .contains("pages is a list")
        .contains("3 problem(s)");
  }

  @Test
  void theLatestSchemaOfTheTopicsSubjectIsAskedFor() throws Exception {
    try (var registry = new StubRegistry()) {
      registry.with(
          "/subjects/t-value/versions/latest",
          200,
          entry(
              "PROTOBUF",
              PROTO
                  .replace("message User {", "message Visit.User {")
                  .replace("message Visit.User", "message User")));
      // two messages: each event says which it is
      assertThat(lintServer(registry, "format: protobuf", "user: nothing.there, at: $timestamp"))
          .as("%s", err)
          .isZero();

      String one =
          PROTO
              .replace(" message User { int64 id = 1; string display_name = 2; }", "")
              .replace(
                  "message Visit {",
                  "message Visit { message User { int64 id = 1; string display_name = 2; }");
      registry.with("/subjects/t-value/versions/latest", 200, entry("PROTOBUF", one));
      assertThat(
              lintServer(
                  registry,
                  "format: protobuf",
                  "user: user.displayName, number: visitedAt.seconds, price: price, pages: pages, labels: labels, at: visitedAt"))
          .as("%s", err)
          .isZero();
      assertThat(lintServer(registry, "format: protobuf", "user: user.display_nam, at: user.id"))
          .isEqualTo(1);
      assertThat(err.toString())
          .contains("did you mean display_name?")
          .contains("a number needs a unit");
      assertThat(lintServer(registry, "format: avro", "user: user, at: $timestamp")).isEqualTo(1);
      assertThat(err.toString()).contains("the subject t-value has schemas of the kind PROTOBUF");
    }
  }

  @Test
  void theKeysSubjectIsAskedForWhereKeysAreDecoded() throws Exception {
    try (var registry = new StubRegistry()) {
      registry.with(
          "/subjects/t-key/versions/latest",
          200,
          entry(
              "AVRO",
              "{\"type\":\"record\",\"name\":\"K\",\"fields\":[{\"name\":\"user\",\"type\":\"string\"}]}"));
      assertThat(
              lintServer(
                  registry,
                  "format: json\n    key_format: avro",
                  "user: $key.user, at: $timestamp"))
          .as("%s", err)
          .isZero();
      assertThat(
              lintServer(
                  registry, "format: json\n    key_format: avro", "user: $key.usr, at: $timestamp"))
          .isEqualTo(1);
      assertThat(err.toString()).contains("usr leads nowhere").contains("did you mean user?");
    }
  }

  @Test
  void aRegistryThatDoesNotAnswerIsANoteAndNoProblem() throws Exception {
    try (var registry = new StubRegistry()) {
      registry.with("/subjects/t-value/versions/latest", 500, "");
      assertThat(lintServer(registry, "format: avro", "user: user, at: $timestamp"))
          .as("%s", err)
          .isZero();
      assertThat(err.toString())
          .contains("note: paths are not checked against the subject t-value: ")
          .contains("answered 500");
    }
  }

  @Test
  void aChangeEventIsHeldAgainstItsRow() throws IOException {
    write(
        "visit.avsc",
        "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"before\",\"type\":[\"null\","
            + AVRO
            + "]},{\"name\":\"after\",\"type\":[\"null\",\"Visit\"]},{\"name\":\"op\",\"type\":\"string\"},"
            + "{\"name\":\"ts_ms\",\"type\":\"long\"}]}");
    String envelope =
        file() + "\n    debezium: true\n    routes: [{push_source: visits, fields: {%s}}]";
    String schemas = folder.resolve("schemas").toString();
    assertThat(
            lint(
                envelope.formatted("user: user.name, at: {path: $envelope.ts_ms, unit: ms}"),
                "--schemas",
                schemas))
        .as("%s", err)
        .isZero();
    assertThat(
            lint(
                envelope.formatted("user: user.nme, at: {path: $envelope.ts_us, unit: ms}"),
                "--schemas",
                schemas))
        .isEqualTo(1);
    assertThat(err.toString()).contains("did you mean name?").contains("did you mean ts_ms?");
  }

  private int lintFile(String fields) throws IOException {
    return lint(
        file()
            + "\n    routes:\n      - push_source: visits\n        fields:\n          "
            + fields.strip().replace("\n", "\n          "),
        "--schemas",
        folder.resolve("schemas").toString());
  }

  private String file() {
    return "format: avro\n    schema_file: '" + folder.resolve("visit.avsc") + "'";
  }

  private int lintServer(StubRegistry registry, String topic, String fields) throws IOException {
    var server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.start();
    try {
      var source =
          SchemaDirectory.read(folder.resolve("schemas"), new Problems())
              .sources("prod")
              .iterator()
              .next();
      server.stubFor(
          get(urlEqualTo("/v1/sources/prod/visits"))
              .willReturn(aResponse().withBody(SourceJson.write(source))));
      url = "http://localhost:" + server.port();
      more = "schema_registry: {url: \"http://localhost:" + registry.port() + "\"}";
      return lint(topic + "\n    routes: [{push_source: visits, fields: {" + fields + "}}]");
    } finally {
      server.stop();
    }
  }

  private String url = "http://localhost:8080";
  private String more = "";

  private int lint(String topic, String... options) throws IOException {
    write(
        "bridge.yaml",
        """
        kafka: {bootstrap.servers: "localhost:9092", group.id: g}
        ingest: {url: "%s", workspace: prod, api_key: k, protocol: http/1.1}
        dead_letters: {topic: dead}
        %s
        topics:
          - topic: t
            %s
        """
            .formatted(url, more, topic));
    out.getBuffer().setLength(0);
    String[] all =
        java.util.Arrays.copyOf(
            new String[] {"lint", "--config", folder.resolve("bridge.yaml").toString()},
            3 + options.length);
    System.arraycopy(options, 0, all, 3, options.length);
    return BridgeMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  private static String entry(String type, String schema) throws IOException {
    return new ObjectMapper()
        .writeValueAsString(Map.of("id", 1, "schemaType", type, "schema", schema));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
