package io.freshet.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code freshet-bridge test} in every format: what a producer writes, read as {@code run} does.
 */
class MappingTestFormatsTest {
  private static final String PAID =
      "expect: {payments: {record: {user: u, amount: 2.5, at: 2026-01-04T00:25:06Z}}}";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("schemas/prod"));
    write(
        "schemas/prod/payments.yaml",
        """
        workspace: prod
        push_source: payments
        timestamp: {field: at}
        fields:
          - {name: user, type: string, required: true}
          - {name: amount, type: float64}
          - {name: at, type: timestamp, required: true}
        feature_views:
          - {name: last_payment, entity: [user]}
        """);
    write(
        "payment.avsc",
        """
        {"type": "record", "name": "Payment", "fields": [
          {"name": "user", "type": "string"},
          {"name": "amount", "type": ["null", {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}], "default": null},
          {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
          {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["SALE", "REFUND"]}, "default": "SALE"},
          {"name": "note", "type": ["null", "string", "long"], "default": null}]}
        """);
    write(
        "payment.proto",
        """
        syntax = "proto3"; package shop; import "google/protobuf/timestamp.proto";
        message Other { string id = 1; }
        message Payment { string user = 1; double amount = 2; google.protobuf.Timestamp at = 3; }
        """);
    write(
        "key.avsc",
        """
        {"type": "record", "name": "Key", "fields": [{"name": "user", "type": "string"}]}
        """);
    write(
        "change.avsc",
        """
        {"type": "record", "name": "Envelope", "fields": [
          {"name": "before", "type": ["null", {"type": "record", "name": "Value", "fields": [
            {"name": "user", "type": "string"}, {"name": "amount", "type": "double"}, {"name": "at", "type": "string"}]}]},
          {"name": "after", "type": ["null", "Value"]}, {"name": "op", "type": "string"}]}
        """);
  }

  @Test
  void anAvroEventIsWrittenByTheTopicsSchemaFile() throws IOException {
    topic("format: avro\n    schema_file: '" + folder.resolve("payment.avsc") + "'");
    passes(
        """
          - name: plain
            topic: t
            event: {user: u, amount: 2.5, at: 2026-01-04T00:25:06Z, note: 5}
            PAID
          - name: as Avro writes JSON
            topic: t
            event: '{"user": "u", "amount": {"bytes": "\\u0000\\u00fa"}, "at": 1767486306000, "kind": "REFUND", "note": {"long": 5}}'
            PAID
          - name: its own bytes
            topic: t
            event_hex: 0275 02 0400fa a0dba5e6f066 00 00
            PAID
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{user: u} | event: at: is missing, and the schema has no default for it",
        "{user: 1, at: 0} | event: user: expected text, got a number",
        "{user: u, at: 0, amuont: 1} | event: amuont: Payment has no such field. did you mean amount?",
        "{user: u, at: 0, amount: 2.555} | event: amount: does not fit a decimal of 9 digits, 2 of them",
        "{user: u, at: 0, amount: x€} | event: amount: bytes are text of the characters 0 to 255",
        "{user: u, at: soon} | event: at: is no timestamp-millis as ISO 8601 writes it",
        "{user: u, at: 1.5} | event: at: is no whole number of 64 bits",
        "{user: u, at: 0, kind: SAEL} | event: kind: Kind has no symbol SAEL. did you mean SALE?",
        "{user: u, at: 0, note: [1]} | event: note: fits none of string, long",
        "[1] | event: expected an object, got a list"
      })
  void anEventThatIsNotOfItsSchemaFailsItsTestWithWhatIsWrong(String event, String expected)
      throws IOException {
    topic("format: avro\n    schema_file: '" + folder.resolve("payment.avsc") + "'");
    assertThat(run("  - name: n\n    topic: t\n    event: " + event + "\n    " + PAID))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("FAIL  n")
        .contains("bridge-test.yaml:2")
        .contains(expected);
  }

  @Test
  void anEventOfTheRegistrysFormatsIsWrittenByTheSchemaThatTheTestNames() throws IOException {
    topic("format: avro");
    passes(
        """
          - name: avro
            topic: t
            schema_file: payment.avsc
            event: {user: u, amount: 2.5, at: 2026-01-04T00:25:06Z}
            PAID
          - name: its own bytes, whatever their id
            topic: t
            schema_file: payment.avsc
            event_base64: AAAAAAcCdQIEAPqg26Xm8GYAAA==
            PAID
          - name: bytes that are cut off
            topic: t
            schema_file: payment.avsc
            event_hex: 00 00000007 0275
            expect_rejected: {stage: decode, error_type: UNDECODABLE}
          - name: bytes of another format
            topic: t
            schema_file: payment.avsc
            event_hex: 7b7d
            expect_rejected: {stage: decode, error_type: UNDECODABLE}
          - name: without a schema it stands for what is decoded
            topic: t
            event: {user: u, amount: 2.5, at: 2026-01-04T00:25:06Z}
            PAID
        """);
    topic("format: protobuf");
    passes(
        """
          - name: protobuf
            topic: t
            schema_file: payment.proto
            message: Payment
            event: {user: u, amount: 2.5, at: 2026-01-04T00:25:06Z}
            PAID
          - name: the first message of the file
            topic: t
            schema_file: payment.proto
            event: {id: x}
            expect_rejected: {stage: map, field: user}
        """);
    topic("format: json_schema");
    passes(
        "  - name: json\n    topic: t\n    event: {user: u, amount: 2.5, at: 2026-01-04T00:25:06Z}\n    PAID");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Paymnet | {user: u} | event: the schema has no message Paymnet. did you mean Payment?",
        "shop.Payment | {usr: u} | event: is no shop.Payment: Cannot find field: usr",
        "Payment | {amount: much} | event: is no shop.Payment: "
      })
  void aProtobufEventThatIsNotOfItsMessageFailsItsTest(
      String message, String event, String expected) throws IOException {
    topic("format: protobuf");
    assertThat(
            run(
                """
                  - name: n
                    topic: t
                    schema_file: payment.proto
                    message: %s
                    event: %s
                    expect_skipped: true
                """
                    .formatted(message, event)))
        .isEqualTo(1);
    assertThat(out.toString()).contains(expected);
  }

  @Test
  void aChangeEventIsUnwrapped() throws IOException {
    topic("format: json\n    debezium: true");
    passes(
        """
          - name: an insert
            topic: t
            event: {op: c, before: null, after: {user: u, amount: 2.5, at: 2026-01-04T00:25:06Z}}
            PAID
          - name: a delete
            topic: t
            event: {op: d, before: {user: u, at: 2026-01-04T00:25:06Z}, after: null}
            expect: {payments: {record: {user: u, at: 2026-01-04T00:25:06Z}, delete: true}}
          - name: the tombstone behind it
            topic: t
            tombstone: true
            expect_skipped: true
          - name: a row without its envelope
            topic: t
            event: {user: u, amount: 2.5, at: 2026-01-04T00:25:06Z}
            expect_rejected: {stage: decode}
        """);
    topic("format: avro\n    debezium: true");
    passes(
        """
          - name: an insert
            topic: t
            schema_file: change.avsc
            event: {op: c, before: null, after: {user: u, amount: 2.5, at: '2026-01-04T00:25:06Z'}}
            PAID
          - name: a delete whose row is its key
            topic: t
            schema_file: change.avsc
            key_schema_file: key.avsc
            key: {user: u}
            event: {op: d, before: null, after: null}
            expect_rejected: {stage: map, error_type: MISSING_REQUIRED, field: at}
        """);
  }

  @Test
  void aKeyIsWrittenByItsSchema() throws IOException {
    mapped("key_format: avro\n    on_tombstone: delete", "user: $key.user, at: $timestamp");
    passes(
        """
          - name: a tombstone
            topic: t
            key_schema_file: key.avsc
            key: {user: u}
            tombstone: true
            timestamp: 2026-01-04T00:25:06Z
            expect: {payments: {record: {user: u, at: 2026-01-04T00:25:06Z}, delete: true}}
          - name: its bytes
            topic: t
            key_schema_file: key.avsc
            key_hex: 00000000090275
            tombstone: true
            timestamp: 2026-01-04T00:25:06Z
            expect: {payments: {record: {user: u, at: 2026-01-04T00:25:06Z}, delete: true}}
          - name: a broken key
            topic: t
            key_hex: 01
            tombstone: true
            expect_rejected: {stage: decode, error_type: UNDECODABLE}
        """);
    mapped("key_format: avro\n    on_tombstone: delete", "user: $key, at: $timestamp");
    passes(
        """
          - name: a key that is text to Avro
            topic: t
            key: u
            tombstone: true
            timestamp: 2026-01-04T00:25:06Z
            expect: {payments: {record: {user: u, at: 2026-01-04T00:25:06Z}, delete: true}}
        """);
  }

  @Test
  void programsHearWhatIsWrongWithAnEventToo() throws IOException {
    topic("format: avro\n    schema_file: '" + folder.resolve("payment.avsc") + "'");
    assertThat(run("  - {name: n, topic: t, event: {user: 1}, expect_skipped: true}", "--json"))
        .isEqualTo(1);
    assertThat(new ObjectMapper().readTree(out.toString()).at("/tests/0/differences/0").asText())
        .isEqualTo("event: user: expected text, got a number");
  }

  @Test
  void whatATestFileSaysOfItsMessageIsCheckedBeforeAnythingRuns() throws IOException {
    topic("format: avro");
    assertThat(
            run(
                """
                  - {name: a, topic: t, event: {}, event_hex: 00, expect_skipped: true}
                  - {name: b, topic: t, event_hex: 0g, expect_skipped: true}
                  - {name: c, topic: t, event: {}, schema_file: none.avsc, expect_skipped: true}
                  - {name: d, topic: t, event_file: none.json, expect_skipped: true}
                  - {name: e, topic: t, event: {}, key: k, key_base64: AA==, expect_skipped: true}
                """))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("bridge-test.yaml:2", "tests[0].event", "is needed, once")
        .contains("bridge-test.yaml:3", "is not pairs of hexadecimal digits")
        .contains("bridge-test.yaml:4", "none.avsc cannot be read")
        .contains("bridge-test.yaml:5", "none.json cannot be read")
        .contains("bridge-test.yaml:6", "tests[4].key", "is given twice")
        .contains("5 problem(s)");
  }

  private void topic(String lines) throws IOException {
    mapped(lines, "user: user, amount: amount, at: at");
  }

  private void mapped(String lines, String fields) throws IOException {
    write(
        "bridge.yaml",
        """
        kafka: {bootstrap.servers: "localhost:9092", group.id: g}
        ingest: {url: "http://localhost:8080", workspace: prod, api_key: k}
        schema_registry: {url: "http://localhost:1"}
        dead_letters: {topic: dead}
        topics:
          - topic: t
            %s
            routes: [{push_source: payments, fields: {%s}}]
        """
            .formatted(lines, fields));
  }

  private void passes(String tests) throws IOException {
    assertThat(run(tests)).as("%s%s", out, err).isZero();
    assertThat(out.toString()).contains("0 failed");
    out.getBuffer().setLength(0);
  }

  private int run(String tests, String... more) throws IOException {
    write("bridge-test.yaml", "tests:\n" + tests.replace("PAID", PAID));
    CommandLineCall call = new CommandLineCall(out, err);
    return call.with(
        more,
        "test",
        "--config",
        folder.resolve("bridge.yaml").toString(),
        "--schemas",
        folder.resolve("schemas").toString());
  }

  private record CommandLineCall(StringWriter out, StringWriter err) {
    int with(String[] more, String... arguments) {
      String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
      System.arraycopy(more, 0, all, arguments.length, more.length);
      return BridgeMain.commandLine()
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true))
          .execute(all);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
