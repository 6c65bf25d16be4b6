package io.freshet.ingest.serve;

import static io.freshet.ingest.serve.WireCases.TIME;
import static io.freshet.ingest.serve.WireCases.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import io.freshet.ingest.answer.PushAnswer.Accepted;
import io.freshet.ingest.answer.PushAnswer.Refused;
import io.freshet.ingest.serve.Push.Rec;
import io.freshet.ingest.serve.Wire.Answered;
import io.freshet.ingest.v1.FeatureRow;
import io.freshet.ingest.v1.GetFeaturesRequest;
import io.freshet.ingest.v1.MapValue;
import io.freshet.value.Timestamps;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only one wire can say, what reads answer, and what every answer has. */
class WireTest {
  private static final String KEY = "Bearer " + Fixture.READ_WRITE;
  private static final String READER = "Bearer " + Fixture.READ_ONLY;
  private static Fixture server;
  private static JsonWire json;
  private static GrpcWire grpc;

  @BeforeAll
  static void start() {
    server = new Fixture();
    json = new JsonWire(server.port());
    grpc = new GrpcWire(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersAPushFieldForField() {
    HttpResponse<String> response = json.post("/ingest", KEY, Push.of(payment("a")).json());
    String time = JsonWire.json(response).path("ingestionTime").asText();
    assertThat(time).matches("2076-06-01T12:00:00\\.\\d{6}Z");
    assertThat(response.body())
        .isEqualTo(
            """
            {"workspaceName":"prod","requestId":"req-1","ingestionTime":"%s",\
            "ingestMetrics":{"featureViewIngestMetrics":[\
            {"featureViewName":"latest","featureViewId":"dd6be86da5b8e9a0",\
            "onlineRecordIngestCount":"1","offlineRecordIngestCount":"1"},\
            {"featureViewName":"recent","featureViewId":"9a8909e21e219edb",\
            "onlineRecordIngestCount":"1","offlineRecordIngestCount":"1"}],\
            "dataSourceIngestMetrics":[\
            {"dataSourceName":"payments","dataSourceId":"8b4765c08bd3d42c",\
            "offlineRecordIngestCount":"1"}]}}\
            """
                .formatted(time));
  }

  @Test
  void answersARefusalFieldForField() {
    Push push = Push.of(payment("a"), payment("b").with("amount", "1"));
    assertThat(json.post("/ingest", KEY, push.json()).body())
        .isEqualTo(
            """
            {"workspaceName":"prod","requestId":"req-1",\
            "requestError":{"errorType":"INVALID_RECORDS",\
            "errorMessage":"1 of 2 records are invalid"},\
            "recordErrors":[{"pushSourceName":"payments","recordIndex":1,"field":"amount",\
            "errorType":"TYPE_MISMATCH",\
            "errorMessage":"amount: expected float64, got a string"}]}\
            """);
  }

  @Test
  void takesKeysInAnyOrderAndInCamelCase() {
    String body =
        """
        {"records":{"payments":[{"delete":null,"record":{"user_id":"b","amount":1,\
        "event_time":"%s"},"origin":"t/1","sequence":"7"}]},"dryRun":false,\
        "workspaceName":"prod"}\
        """
            .formatted(TIME);
    assertThat(json.post("/ingest", KEY, body).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyJsonCanBeMalformedAndIsRefusedWithoutItsText() {
    for (String body :
        List.of(
            "",
            "[]",
            "{\"workspace_name\":\"prod\",",
            records("[{\"record\":{\"user_id\":\"secret\",\"user_id\":\"twice\"}}]"),
            "{\"workspace_name\":\"prod\",\"workspaceName\":\"prod\",\"records\":{}}",
            "{\"workspace_name\":\"prod\",\"records\":{\"payments\":[],\"payments\":[]}}",
            "{\"workspace_name\":\"prod\",\"records\":[\"secret\"]}",
            records("{\"secret\":1}"),
            records("[\"secret\"]"),
            records("[{\"recrod\":{}}]"),
            records("[{\"record\":\"secret\"}]"),
            records("[{\"record\":{},\"delete\":\"secret\"}]"),
            records("[{\"record\":{\"scores\":{\"secret\":1,\"secret\":2}}}]"),
            records("[" + "[".repeat(100) + "]".repeat(100) + "]"),
            records("[{\"record\":{\"amount\":" + "9".repeat(1_000_000) + "}}]"),
            Push.of(payment("a")).json() + "x")) {
      HttpResponse<String> response = json.post("/ingest", KEY, body);
      assertThat(response.statusCode()).as("%.100s", body).isEqualTo(400);
      assertThat(response.body()).contains("MALFORMED_REQUEST").doesNotContain("secret");
    }
  }

  @Test
  void onlyGrpcHasNumbersThatAreNone() {
    Rec odd = payment("c").with("amount", Double.NaN).with("count", Double.POSITIVE_INFINITY);
    assertThat(grpc.push(KEY, Push.of(odd)).answer())
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.refusal().records())
                    .extracting(error -> error.field() + " " + error.type())
                    .containsExactly("amount OUT_OF_RANGE", "count OUT_OF_RANGE"));
  }

  @Test
  void bytesThatAreNoMessageAreMalformed() {
    byte[] frame = {0, 0, 0, 0, 3, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, "/freshet.ingest.v1.IngestService/Ingest")
            .set("content-type", "application/grpc+proto")
            .set("te", "trailers")
            .build();
    AggregatedHttpResponse response =
        WebClient.of("h2c://127.0.0.1:" + server.port())
            .execute(headers, HttpData.wrap(frame))
            .aggregate()
            .join();
    assertThat(
            response.headers().get("grpc-status", "") + response.trailers().get("grpc-status", ""))
        .isEqualTo(Integer.toString(Code.INVALID_ARGUMENT.value()));
  }

  @Test
  void aClientsOwnDeadlineIsKept() {
    server.trouble(Fixture.Trouble.HANGS);
    try {
      var stub = grpc.stub(KEY).withDeadlineAfter(200, TimeUnit.MILLISECONDS);
      assertThatThrownBy(() -> stub.ingest(Push.of(payment("d")).message()))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED));
    } finally {
      server.trouble(Fixture.Trouble.NONE);
    }
  }

  @Test
  void readsTheSameOverBoth() {
    Rec full =
        payment("e")
            .with("amount", 2.5)
            .with("count", 9_007_199_254_740_993L)
            .with("small", -7L)
            .with("flag", true)
            .with("raw", new byte[] {0, 1})
            .with("tags", List.of("a", "b"))
            .with("scores", Map.of("x", 0.5))
            .with("seen", Instant.parse(TIME))
            .about("sequence", 4_711L)
            .about("origin", "payments.v1/3");
    Answered pushed = grpc.push(KEY, Push.of(full));
    HttpResponse<String> response =
        json.post(
            "/v1/get-features",
            READER,
            """
            {"workspace_name":"prod","feature_view_name":"latest",\
            "join_keys":[{"user_id":"e"},{"user_id":"nobody"}]}\
            """);
    String ingested = Timestamps.format(((Accepted) pushed.answer()).ingestionTime());
    assertThat(response.body())
        .isEqualTo(
            """
            {"workspaceName":"prod","requestId":"req-1","featureViewName":"latest",\
            "results":[{"joinKeys":{"user_id":"e"},"status":"PRESENT",\
            "features":{"amount":2.5,"count":"9007199254740993","small":-7,"flag":true,\
            "raw":"AAE=","tags":["a","b"],"scores":{"x":0.5},\
            "seen":"2076-06-01T11:00:00.000000Z"},\
            "eventTime":"2076-06-01T11:00:00.000000Z","ingestionTime":"%s",\
            "sequence":"4711","origin":"payments.v1/3"},\
            {"joinKeys":{"user_id":"nobody"},"status":"MISSING"}]}\
            """
                .formatted(ingested));
    FeatureRow row =
        grpc.stub(READER)
            .getFeatures(
                GetFeaturesRequest.newBuilder()
                    .setWorkspaceName("prod")
                    .setFeatureViewName("latest")
                    .addJoinKeys(MapValue.newBuilder().putValues("user_id", Push.value("e")))
                    .build())
            .getResults(0);
    assertThat(row.getFeaturesMap())
        .containsExactlyInAnyOrderEntriesOf(
            Push.of(
                    new Rec(
                        full.fields().entrySet().stream()
                            .filter(
                                field -> !List.of("user_id", "event_time").contains(field.getKey()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                        Map.of()))
                .message()
                .getRecordsOrThrow("payments")
                .getRecords(0)
                .getRecordMap());
    assertThat(row.getSequence()).isEqualTo(4_711);
    assertThat(row.getOrigin()).isEqualTo("payments.v1/3");
    assertThat(row.getEventTime().getSeconds()).isEqualTo(Instant.parse(TIME).getEpochSecond());
  }

  @Test
  void readsAreRefusedTheSameOverBoth() {
    for (var refused :
        List.of(
            List.of("prod", "latest", "Bearer none"),
            List.of("else", "latest", READER),
            List.of("ghost", "latest", "Bearer " + Fixture.GHOST),
            List.of("prod", "lattest", READER),
            List.of("prod", "latest", "Bearer " + Fixture.REFUNDS_ONLY))) {
      HttpResponse<String> response =
          json.post(
              "/v1/get-features",
              refused.get(2),
              """
              {"workspaceName":"%s","featureViewName":"%s","joinKeys":[{"user_id":"a"}]}\
              """
                  .formatted(refused.get(0), refused.get(1)));
      JsonNode error = JsonWire.json(response).path("requestError");
      assertThatThrownBy(() ->
              grpc.stub(refused.get(2))
                  .getFeatures(
                      GetFeaturesRequest.newBuilder()
                          .setWorkspaceName(refused.get(0))
                          .setFeatureViewName(refused.get(1))
                          .addJoinKeys(MapValue.newBuilder().putValues("user_id", Push.value("a")))
                          .build()))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> {
                Refused overGrpc = (Refused) GrpcWire.refused(e).answer();
                assertThat(overGrpc.refusal().type().name())
                    .isEqualTo(error.path("errorType").asText());
                assertThat(overGrpc.refusal().message())
                    .isEqualTo(error.path("errorMessage").asText());
              });
    }
  }

  @Test
  void whatExpiredOnArrivalOrWasDeletedIsNotRead() {
    json.push(KEY, Push.of(payment("f").with("event_time", "2076-04-01T00:00:00Z")));
    assertThat(status("recent", "f")).isEqualTo("MISSING");
    assertThat(status("latest", "f")).isEqualTo("PRESENT");
    json.push(KEY, Push.of(Rec.of("user_id", "f", "event_time", TIME).about("delete", true)));
    assertThat(status("latest", "f")).isEqualTo("MISSING");
  }

  @Test
  void unknownRoutesAndMethodsAreAnsweredInTheApisOwnWords() {
    HttpResponse<String> unknown = json.get("/nowhere", KEY);
    assertThat(unknown.statusCode()).isEqualTo(404);
    HttpResponse<String> method = json.get("/ingest", KEY);
    assertThat(method.statusCode()).isEqualTo(405);
    for (HttpResponse<String> response : List.of(unknown, method)) {
      JsonNode body = JsonWire.json(response);
      assertThat(body.at("/requestError/errorType").asText()).isEqualTo("MALFORMED_REQUEST");
      assertThat(body.path("requestId").asText()).isEqualTo("made");
    }
  }

  @Test
  void tellsTheRegisteredSchemaToWhoMayKnow() {
    HttpResponse<String> source = json.get("/v1/sources/prod/payments", READER);
    assertThat(source.statusCode()).isEqualTo(200);
    assertThat(JsonWire.json(source).path("push_source").asText()).isEqualTo("payments");
    assertThat(json.get("/v1/sources/prod/none", KEY).statusCode()).isEqualTo(404);
    assertThat(json.get("/v1/sources/prod/payments", "Bearer none").statusCode()).isEqualTo(401);
  }

  @Test
  void whoKnowsTheSchemaAlreadyGetsNoBody() {
    HttpResponse<String> source = json.get("/v1/sources/prod/payments", READER);
    String tag = source.headers().firstValue("etag").orElseThrow();
    assertThat(tag).isEqualTo('"' + JsonWire.json(source).path("version").asText() + '"');
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      HttpResponse<String> again = askedAgain(READER, known);
      assertThat(again.statusCode()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("etag")).contains(tag);
    }
    assertThat(askedAgain(READER, "\"other\"").statusCode()).isEqualTo(200);
    assertThat(askedAgain("Bearer none", tag).statusCode()).isEqualTo(401);
    assertThat(askedAgain("Bearer " + Fixture.REFUNDS_ONLY, tag).statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> askedAgain(String authorization, String known) {
    return json.send(
        json.request("/v1/sources/prod/payments", authorization)
            .header("If-None-Match", known)
            .build());
  }

  @Test
  void aKeyBeyondItsRateIsToldHowLongToWaitOverBoth() {
    String slow = "Bearer " + Fixture.SLOW;
    Push push = Push.of(payment("slow"));
    assertThat(json.push(slow, push).code()).isEqualTo(200);
    assertThat(grpc.push(slow, push).code()).isEqualTo(Code.OK.value());
    Answered overJson = json.push(slow, push);
    assertThat(overJson.code()).isEqualTo(429);
    assertThat(overJson.retryAfter()).hasValue(4); // 3.33 s, never too early
    assertThat(((Refused) overJson.answer()).refusal().type().name()).isEqualTo("THROTTLED");
    assertThat(grpc.push(slow, push).code()).isEqualTo(Code.RESOURCE_EXHAUSTED.value());
    assertThat(json.get("/v1/sources/prod/payments", slow).statusCode()).isEqualTo(429);
    assertThat(json.push(KEY, push).code()).isEqualTo(200);
  }

  @Test
  void everyAnswerBearsTheRequestsIdOrOneThatIsMade() {
    for (String path : List.of("/v1/sources/prod/payments", "/healthz/live", "/nowhere")) {
      for (String usable : List.of("a", "x".repeat(128), "0af7651916cd43dd:8448/+=@~-")) {
        assertThat(requestId(path, usable)).containsExactly(usable);
      }
      for (String unusable : List.of("x".repeat(129), "two words", "ü", "\"quoted\"", "<b>")) {
        assertThat(requestId(path, unusable)).containsExactly("made");
      }
      assertThat(json.get(path, KEY).headers().allValues("x-request-id")).containsExactly("made");
    }
  }

  @Test
  void healthAndMetricsAnswer() {
    for (String path : List.of("/healthz/live", "/healthz/ready", "/metrics")) {
      assertThat(json.get(path, "").statusCode()).isEqualTo(200);
    }
  }

  private static List<String> requestId(String path, String sent) {
    String latin1 = new String(sent.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    HttpRequest request = json.request(path, KEY).header("X-Request-ID", latin1).build();
    return json.send(request).headers().allValues("x-request-id");
  }

  private static String status(String view, String user) {
    String body =
        """
        {"workspace_name":"prod","feature_view_name":"%s","join_keys":[{"user_id":"%s"}]}\
        """
            .formatted(view, user);
    return JsonWire.json(json.post("/v1/get-features", KEY, body)).at("/results/0/status").asText();
  }

  private static String records(String payments) {
    return "{\"workspace_name\":\"prod\",\"records\":{\"payments\":" + payments + "}}";
  }
}
