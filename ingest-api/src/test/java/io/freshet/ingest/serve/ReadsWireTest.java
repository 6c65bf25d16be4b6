package io.freshet.ingest.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import io.freshet.ingest.answer.PushAnswer.Refused;
import io.freshet.ingest.serve.Push.Rec;
import io.freshet.ingest.v1.AsOf;
import io.freshet.ingest.v1.FeatureRow;
import io.freshet.ingest.v1.GetFeaturesRequest;
import io.freshet.ingest.v1.MapValue;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads of a moment, and what is wrong with a read, the same over both wires. */
class ReadsWireTest {
  private static final String KEY = "Bearer " + Fixture.READ_WRITE;
  private static final String EARLY = "2076-06-01T10:00:00Z";
  private static final String BETWEEN = "2076-06-01T10:30:00Z";
  private static final String LATE = "2076-06-01T11:00:00Z";

  private static Fixture server;
  private static JsonWire json;
  private static GrpcWire grpc;

  @BeforeAll
  static void start() {
    server = new Fixture();
    json = new JsonWire(server.port());
    grpc = new GrpcWire(server.port());
    json.push(KEY, Push.of(Rec.of("user_id", "m", "amount", 1.5, "event_time", EARLY)));
    json.push(KEY, Push.of(Rec.of("user_id", "m", "amount", 2.5, "event_time", LATE)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aMomentIsAnsweredFromTheHistory() {
    assertThat(amountOverJson(BETWEEN)).isEqualTo("1.5");
    assertThat(amountOverJson(LATE)).isEqualTo("2.5");
    assertThat(amountOverJson("2076-06-01T09:59:59.999999Z")).isEmpty();
    assertThat(overGrpc(BETWEEN).getFeaturesOrThrow("amount").getDoubleValue()).isEqualTo(1.5);
    assertThat(overGrpc(LATE).getFeaturesOrThrow("amount").getDoubleValue()).isEqualTo(2.5);
    assertThat(overGrpc("2076-06-01T09:59:59.999999Z").getStatus())
        .isEqualTo(FeatureRow.Status.MISSING);
  }

  @Test
  void whatIsWrongWithAReadIsSaidInTheSameWords() {
    same(
        "\"join_keys\":[{\"user_id\":\"m\"}],\"as_of\":{}",
        request().addJoinKeys(key("m")).setAsOf(AsOf.getDefaultInstance()));
    same(
        "\"join_keys\":[{\"user_id\":\"m\"},{\"user_id\":\"n\"}],\"as_of\":{\"event_time\":\""
            + LATE
            + "\"}",
        request()
            .addJoinKeys(key("m"))
            .addJoinKeys(key("n"))
            .setAsOf(AsOf.newBuilder().setEventTime(moment(LATE))));
    same(
        "\"join_keys\":[{\"user_id\":\"m\"}],\"feature_names\":[\"amuont\"]",
        request().addJoinKeys(key("m")).addFeatureNames("amuont"));
    same("\"join_keys\":[{}]", request().addJoinKeys(MapValue.getDefaultInstance()));
    same("\"join_keys\":[]", request());
    same(
        "\"join_keys\":[{\"usr_id\":\"m\"}]",
        request().addJoinKeys(MapValue.newBuilder().putValues("usr_id", Push.value("m"))));
    same(
        "\"join_keys\":[{\"user_id\":\"" + "m".repeat(2_100) + "\"}]",
        request().addJoinKeys(key("m".repeat(2_100))));
  }

  private static void same(String fields, GetFeaturesRequest.Builder message) {
    var error =
        JsonWire.json(json.post("/v1/get-features", KEY, body(fields))).path("requestError");
    assertThat(error.path("errorType").asText()).isEqualTo("MALFORMED_REQUEST");
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> grpc.stub(KEY).getFeatures(message.build()));
    var overGrpc = (Refused) GrpcWire.refused(refused).answer();
    assertThat(overGrpc.refusal().type().name()).isEqualTo(error.path("errorType").asText());
    assertThat(overGrpc.refusal().message()).isEqualTo(error.path("errorMessage").asText());
  }

  private static String amountOverJson(String moment) {
    String fields =
        "\"join_keys\":[{\"user_id\":\"m\"}],\"as_of\":{\"event_time\":\"" + moment + "\"}";
    return JsonWire.json(json.post("/v1/get-features", KEY, body(fields)))
        .at("/results/0/features/amount")
        .asText();
  }

  private static FeatureRow overGrpc(String moment) {
    return grpc.stub(KEY)
        .getFeatures(
            request()
                .addJoinKeys(key("m"))
                .setAsOf(AsOf.newBuilder().setEventTime(moment(moment)))
                .build())
        .getResults(0);
  }

  private static String body(String fields) {
    return "{\"workspace_name\":\"prod\",\"feature_view_name\":\"latest\"," + fields + "}";
  }

  private static GetFeaturesRequest.Builder request() {
    return GetFeaturesRequest.newBuilder().setWorkspaceName("prod").setFeatureViewName("latest");
  }

  private static MapValue key(String user) {
    return MapValue.newBuilder().putValues("user_id", Push.value(user)).build();
  }

  private static Timestamp moment(String text) {
    Instant instant = Instant.parse(text);
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
