package io.freshet.ingest.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.ingest.serve.Outcomes.Outcome;
import io.freshet.ingest.v1.GetFeaturesRequest;
import io.freshet.ingest.v1.IngestRecord;
import io.freshet.ingest.v1.IngestRequest;
import io.freshet.ingest.v1.MapValue;
import io.freshet.ingest.v1.RecordList;
import io.freshet.ingest.v1.Value;
import io.freshet.ingest.write.StoreException.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API as a client meets it, JSON and gRPC side by side. */
class WireTest {
  private static final String TIME = "2076-06-01T11:00:00Z";
  private static Fixture server;
  private static Outcomes client;

  @BeforeAll
  static void start() {
    server = new Fixture();
    client = new Outcomes(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersAPushFieldForField() {
    HttpResponse<String> response = push(record("wire-1", "1.5"));
    JsonNode answer = Outcomes.json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answer.path("workspaceName").asText()).isEqualTo("prod");
    assertThat(answer.path("ingestionTime").asText()).startsWith("2076-06-01T12:00:00.00");
    JsonNode view = answer.at("/ingestMetrics/featureViewIngestMetrics/0");
    assertThat(view.path("featureViewName").asText()).isEqualTo("latest");
    assertThat(view.path("featureViewId").asText()).hasSize(16);
    assertThat(view.path("onlineRecordIngestCount").isTextual()).isTrue();
    assertThat(view.path("onlineRecordIngestCount").asText()).isEqualTo("1");
    assertThat(view.path("offlineRecordIngestCount").asText()).isEqualTo("1");
    JsonNode source = answer.at("/ingestMetrics/dataSourceIngestMetrics/0");
    assertThat(source.path("dataSourceName").asText()).isEqualTo("payments");
    assertThat(source.path("offlineRecordIngestCount").asText()).isEqualTo("1");
  }

  @Test
  void aRepeatIsHistoricAndNoError() {
    push(record("wire-2", "1"));
    JsonNode answer = Outcomes.json(push(record("wire-2", "1")));
    JsonNode view = answer.at("/ingestMetrics/featureViewIngestMetrics/0");
    assertThat(view.path("onlineRecordIngestCount").asText()).isEqualTo("0");
    assertThat(view.path("offlineRecordIngestCount").asText()).isEqualTo("1");
  }

  @Test
  void takesKeysInAnyOrderAndInCamelCase() {
    String body =
        "{\"records\":{\"payments\":[{\"delete\":null,\"record\":"
            + record("wire-3", "1")
            + ",\"origin\":\"t/1\",\"sequence\":\"7\"}]},\"dryRun\":false,"
            + "\"workspaceName\":\"prod\"}";
    assertThat(client.overJson(server.key(), body).type()).isEqualTo("OK");
  }

  @Test
  void readsBackWhatWasPushed() {
    push(
        "{\"user_id\":\"wire-4\",\"amount\":2.5,\"count\":\"9007199254740993\",\"flag\":true,"
            + "\"raw\":\"AAE=\",\"tags\":[\"a\"],\"scores\":{\"x\":0.5},\"seen\":\""
            + TIME
            + "\",\"event_time\":\""
            + TIME
            + "\"}");
    JsonNode answer =
        Outcomes.json(
            client.post(
                "/v1/get-features",
                server.readOnlyKey(),
                "{\"workspace_name\":\"prod\",\"feature_view_name\":\"latest\",\"join_keys\":"
                    + "[{\"user_id\":\"wire-4\"},{\"user_id\":\"nobody\"}]}"));
    JsonNode present = answer.at("/results/0");
    assertThat(present.path("status").asText()).isEqualTo("PRESENT");
    assertThat(present.at("/features/count").asText()).isEqualTo("9007199254740993");
    assertThat(present.at("/features/raw").asText()).isEqualTo("AAE=");
    assertThat(present.at("/features/scores/x").asDouble()).isEqualTo(0.5);
    assertThat(present.path("eventTime").asText()).isEqualTo("2076-06-01T11:00:00.000000Z");
    assertThat(answer.at("/results/1/status").asText()).isEqualTo("MISSING");
  }

  @Test
  void readsOverGrpcWhatWasPushedOverGrpc() {
    IngestRequest request =
        request(List.of(Map.of("user_id", text("wire-5"), "amount", number(4.5))));
    assertThat(client.overGrpc(server.key(), request).type()).isEqualTo("OK");
    var response =
        client
            .stub(server.key())
            .getFeatures(
                GetFeaturesRequest.newBuilder()
                    .setWorkspaceName("prod")
                    .setFeatureViewName("latest")
                    .addJoinKeys(MapValue.newBuilder().putValues("user_id", text("wire-5")))
                    .addFeatureNames("amount")
                    .build());
    assertThat(response.getResults(0).getFeaturesMap())
        .containsExactly(Map.entry("amount", number(4.5)));
  }

  @Test
  void whatExpiredOnArrivalOrWasDeletedIsNotRead() {
    push("{\"user_id\":\"wire-6\",\"amount\":1,\"event_time\":\"2076-04-01T00:00:00Z\"}");
    String body = "{\"workspace_name\":\"prod\",\"join_keys\":[{\"user_id\":\"wire-6\"}],";
    assertThat(status(body + "\"feature_view_name\":\"recent\"}")).isEqualTo("MISSING");
    assertThat(status(body + "\"feature_view_name\":\"latest\"}")).isEqualTo("PRESENT");
    client.overJson(
        server.key(),
        body(
            "[{\"record\":{\"user_id\":\"wire-6\",\"event_time\":\""
                + TIME
                + "\"},\"delete\":true}]"));
    assertThat(status(body + "\"feature_view_name\":\"latest\"}")).isEqualTo("MISSING");
  }

  @Test
  void nothingIsWrittenWhereOneRecordIsInvalidOrTheRunIsDry() {
    int before = server.written();
    client.overJson(
        server.key(), body("[{\"record\":" + record("wire-7", "1") + "},{\"record\":{}}]"));
    String valid = body("[{\"record\":" + record("wire-7", "1") + "}]");
    String dry = valid.replace("{\"workspace_name\"", "{\"dry_run\":true,\"workspace_name\"");
    assertThat(client.overJson(server.key(), dry).type()).isEqualTo("OK");
    assertThat(server.written()).isEqualTo(before);
  }

  @Test
  void everyViolationIsListedTheSameOverBoth() {
    Outcome json =
        client.overJson(
            server.key(),
            body(
                "[{\"record\":"
                    + record("ok", "1")
                    + "},{\"record\":{\"user_id\":\"\",\"amount\":\"x\",\"amuont\":1,"
                    + "\"event_time\":\"2099-01-01T00:00:00Z\"}},{\"record\":{}}]"));
    Outcome grpc =
        client.overGrpc(
            server.key(),
            request(
                List.of(
                    Map.of("user_id", text("ok"), "amount", number(1)),
                    Map.of(
                        "user_id", text(""),
                        "amount", text("x"),
                        "amuont", number(1),
                        "event_time", text("2099-01-01T00:00:00Z")),
                    Map.of("event_time", Value.getDefaultInstance()))));
    assertThat(json.type()).isEqualTo("INVALID_RECORDS");
    assertThat(json.retry()).isFalse();
    assertThat(json.records())
        .containsExactlyInAnyOrder(
            "payments/1/user_id/INVALID_ENTITY",
            "payments/1/amount/TYPE_MISMATCH",
            "payments/1/amuont/UNKNOWN_FIELD",
            "payments/1/event_time/TIME_OUT_OF_RANGE",
            "payments/2/user_id/MISSING_REQUIRED",
            "payments/2/amount/MISSING_REQUIRED",
            "payments/2/event_time/MISSING_REQUIRED");
    assertThat(grpc).isEqualTo(json);
  }

  @Test
  void refusalsAreTheSameOverBoth() {
    IngestRequest valid = request(List.of(Map.of("user_id", text("a"), "amount", number(1))));
    String json = body("[{\"record\":" + record("a", "1") + "}]");
    same("UNAUTHENTICATED", "fsk_no_key", json, valid);
    same("PERMISSION_DENIED", server.readOnlyKey(), json, valid);
    same(
        "PERMISSION_DENIED",
        server.key(),
        json.replace("prod", "else"),
        valid.toBuilder().setWorkspaceName("else").build());
    same(
        "UNKNOWN_PUSH_SOURCE",
        server.key(),
        json.replace("payments", "paiments"),
        valid.toBuilder()
            .clearRecords()
            .putRecords("paiments", valid.getRecordsOrThrow("payments"))
            .build());
    same(
        "TOO_MANY_RECORDS",
        server.key(),
        body(Collections.nCopies(11, "{\"record\":" + record("a", "1") + "}").toString()),
        request(Collections.nCopies(11, Map.of("user_id", text("a"), "amount", number(1)))));
    same(
        "MALFORMED_REQUEST",
        server.key(),
        "{\"workspace_name\":\"prod\"}",
        IngestRequest.newBuilder().setWorkspaceName("prod").build());
  }

  @Test
  void aFailedWriteNamesTheRecordsAndAsksToRetryOverBoth() {
    IngestRequest valid = request(List.of(Map.of("user_id", text("f"), "amount", number(1))));
    String json = body("[{\"record\":" + record("f", "1") + "}]");
    for (Kind kind : Kind.values()) {
      server.failWith(Optional.of(kind));
      Outcome expected =
          new Outcome(
              kind == Kind.THROTTLED ? "THROTTLED" : "STORE_UNAVAILABLE",
              true,
              Set.of("payments/0//NOT_STORED"));
      assertThat(client.overJson(server.key(), json)).isEqualTo(expected);
      assertThat(client.overGrpc(server.key(), valid)).isEqualTo(expected);
    }
    server.failWith(Optional.empty());
  }

  @Test
  void malformedBodiesAreRefusedWithoutTheirText() {
    for (String body :
        List.of(
            "",
            "[]",
            "{\"workspace_name\":\"prod\",",
            body("[{\"record\":{\"user_id\":\"secret\",\"user_id\":\"twice\"}}]"),
            "{\"workspace_name\":\"prod\",\"workspaceName\":\"prod\",\"records\":{}}",
            body("[{\"recrod\":{}}]"),
            body("[" + "[".repeat(100) + "]".repeat(100) + "]"),
            body("[{\"record\":{\"amount\":" + "9".repeat(1_000_000) + "}}]"),
            body("[{\"record\":" + record("a", "1") + "}]") + "x")) {
      HttpResponse<String> response = client.post("/ingest", server.key(), body);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("MALFORMED_REQUEST").doesNotContain("secret");
    }
  }

  @Test
  void unknownRoutesAndLargeBodiesAreAnsweredInTheApisOwnWords() {
    HttpResponse<String> unknown = client.get("/nowhere", server.key());
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(Outcomes.json(unknown).path("requestError").path("errorType").asText())
        .isEqualTo("MALFORMED_REQUEST");
    HttpResponse<String> large =
        client.post("/ingest", server.key(), " ".repeat(6 * 1_024 * 1_024));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("REQUEST_TOO_LARGE");
  }

  @Test
  void tellsTheRegisteredSchemaToWhoMayKnow() {
    HttpResponse<String> source = client.get("/v1/sources/prod/payments", server.readOnlyKey());
    assertThat(source.statusCode()).isEqualTo(200);
    assertThat(Outcomes.json(source).path("push_source").asText()).isEqualTo("payments");
    assertThat(client.get("/v1/sources/prod/none", server.key()).statusCode()).isEqualTo(404);
    assertThat(client.get("/v1/sources/prod/payments", "none").statusCode()).isEqualTo(401);
  }

  @Test
  void makesARequestIdWhereNoneComes() {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.port() + "/v1/sources/prod/payments"))
                .build());
    assertThat(response.headers().firstValue("x-request-id")).contains("made");
  }

  @Test
  void healthAndMetricsAnswer() {
    for (String path : List.of("/healthz/live", "/healthz/ready", "/metrics")) {
      assertThat(client.get(path, "").statusCode()).isEqualTo(200);
    }
  }

  private void same(String type, String key, String json, IngestRequest message) {
    assertThat(client.overJson(key, json)).isEqualTo(new Outcome(type, false, Set.of()));
    assertThat(client.overGrpc(key, message)).isEqualTo(new Outcome(type, false, Set.of()));
  }

  private static HttpResponse<String> push(String record) {
    return client.post("/ingest", server.key(), body("[{\"record\":" + record + "}]"));
  }

  private static String status(String body) {
    return Outcomes.json(client.post("/v1/get-features", server.key(), body))
        .at("/results/0/status")
        .asText();
  }

  private static String body(String records) {
    return "{\"workspace_name\":\"prod\",\"records\":{\"payments\":" + records + "}}";
  }

  private static String record(String user, String amount) {
    return "{\"user_id\":\"%s\",\"amount\":%s,\"event_time\":\"%s\"}".formatted(user, amount, TIME);
  }

  private static IngestRequest request(List<Map<String, Value>> records) {
    RecordList.Builder list = RecordList.newBuilder();
    for (Map<String, Value> record : records) {
      IngestRecord.Builder built = IngestRecord.newBuilder();
      built.putRecord("event_time", text(TIME));
      built.putAllRecord(record);
      list.addRecords(built);
    }
    return IngestRequest.newBuilder()
        .setWorkspaceName("prod")
        .putRecords("payments", list.build())
        .build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }

  private static Value number(double value) {
    return Value.newBuilder().setDoubleValue(value).build();
  }
}
