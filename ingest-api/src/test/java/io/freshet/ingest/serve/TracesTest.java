package io.freshet.ingest.serve;

import static io.freshet.ingest.serve.WireCases.payment;
import static io.freshet.ingest.trace.Collector.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.freshet.ingest.serve.Fixture.Trouble;
import io.freshet.ingest.serve.IngestServer.Docs;
import io.freshet.ingest.trace.Collector;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a collector of traces is told of requests, when there is one. */
class TracesTest {
  private static final String KEY = "Bearer " + Fixture.READ_WRITE;
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final String SECRET = "s3cr3t-value";
  private static final String RPC = "freshet.ingest.v1.IngestService/Ingest";

  private static Collector collector;
  private static Fixture server;
  private static JsonWire json;
  private static GrpcWire grpc;

  @BeforeAll
  static void start() throws IOException {
    collector = new Collector();
    Map<String, String> environment = new HashMap<>(collector.environment());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "10");
    server = new Fixture(Docs.HIDDEN, Optional.empty(), environment);
    json = new JsonWire(server.port());
    grpc = new GrpcWire(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
    collector.close();
  }

  @BeforeEach
  void begin() {
    server.trouble(Trouble.NONE);
    collector.forget();
  }

  @Test
  void aPushOverJsonGoesOnWithItsCallersTrace() {
    pushJson("01", Push.of(payment("j1"), payment("j2")));
    List<Span> spans = spans(2);
    assertIsACallersPush(spans.get(1), "POST /ingest");
    assertThat(attributes(spans.get(1)))
        .containsOnly(
            entry("http.request.method", "POST"),
            entry("http.route", "/ingest"),
            entry("http.response.status_code", 200L),
            entry("freshet.request_id", "req-1"));
    assertIsTheWriteOf(spans.get(1), spans.get(0));
  }

  @Test
  void aPushOverGrpcGoesOnWithItsCallersTrace() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), traceparent("01"));
    grpc.stub(KEY)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .ingest(Push.of(payment("g1"), payment("g2")).message());
    List<Span> spans = spans(2);
    assertIsACallersPush(spans.get(1), RPC);
    assertThat(attributes(spans.get(1)))
        .containsOnly(
            entry("rpc.system.name", "grpc"),
            entry("rpc.method", RPC),
            entry("rpc.response.status_code", "OK"),
            entry("freshet.request_id", "req-1"));
    assertIsTheWriteOf(spans.get(1), spans.get(0));
  }

  @Test
  void aStoreThatFailsIsAnErrorOfTheRequestAndOfTheWrite() {
    server.trouble(Trouble.LOSES_THE_DOOMED);
    json.push(KEY, Push.of(payment("a"), payment("doomed")));
    grpc.push(KEY, Push.of(payment("a"), payment("doomed")));
    server.trouble(Trouble.BUG);
    json.push(KEY, Push.of(payment("a")));
    List<Span> spans = spans(6);
    assertThat(spans).allMatch(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(spans.get(0)))
        .containsEntry("freshet.rows", 4L)
        .containsEntry("freshet.rows.not_stored", 2L);
    assertThat(spans.get(0).getStatus().getMessage()).isEqualTo("UNAVAILABLE");
    assertThat(attributes(spans.get(1)))
        .containsEntry("http.response.status_code", 503L)
        .containsEntry("error.type", "STORE_UNAVAILABLE");
    assertThat(attributes(spans.get(3)))
        .containsEntry("rpc.response.status_code", "UNAVAILABLE")
        .containsEntry("error.type", "STORE_UNAVAILABLE");
    assertThat(attributes(spans.get(5)))
        .containsEntry("http.response.status_code", 500L)
        .containsEntry("error.type", "INTERNAL");
  }

  @Test
  void aCallersMistakeHasItsNameButIsNoErrorAndNoWrite() {
    json.push(KEY, Push.of(payment("a").with("amount", "much")));
    grpc.push("Bearer nobody", Push.of(payment("a")));
    List<Span> spans = spans(2);
    assertThat(spans).allMatch(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(spans.get(0)))
        .containsEntry("http.response.status_code", 400L)
        .containsEntry("error.type", "INVALID_RECORDS");
    assertThat(attributes(spans.get(1)))
        .containsEntry("rpc.response.status_code", "UNAUTHENTICATED")
        .containsEntry("error.type", "UNAUTHENTICATED");
  }

  @Test
  void whoBringsNoTraceBeginsOneAndProbesDoNot() {
    json.get("/healthz/live", "");
    json.get("/healthz/ready", "");
    json.get("/metrics", "");
    json.get("/v1/sources/prod/payments", KEY);
    json.post("/v1/get-features", KEY, "{}");
    List<Span> spans = spans(2);
    assertThat(spans)
        .extracting(Span::getName)
        .containsExactly("GET /v1/sources/:workspace/:source", "POST /v1/get-features");
    assertThat(spans).allMatch(span -> span.getParentSpanId().isEmpty());
    assertThat(spans.get(0).getTraceId()).isNotEqualTo(spans.get(1).getTraceId());
  }

  @Test
  void aTraceThatItsCallerDoesNotRecordIsNotRecordedHere() {
    pushJson("00", Push.of(payment("a")));
    json.get("/v1/sources/prod/payments", KEY);
    assertThat(spans(1).getFirst().getName()).startsWith("GET ");
  }

  @Test
  void neitherKeysNorValuesNorWhoIsMeantIsTold() {
    json.push(KEY, Push.of(payment(SECRET)));
    json.push(KEY, Push.of(payment(SECRET)).to(SECRET));
    json.push(KEY, Push.of(payment("a").with("amount", SECRET)));
    grpc.push("Bearer " + Fixture.READ_WRITE + SECRET, Push.of(payment(SECRET)));
    json.get("/v1/sources/prod/" + SECRET + "?user=" + SECRET, KEY);
    server.trouble(Trouble.BUG);
    grpc.push(KEY, Push.of(payment(SECRET)));
    spans(8);
    assertThat(collector.text()).doesNotContain(SECRET).doesNotContain(Fixture.READ_WRITE);
  }

  private void pushJson(String flags, Push push) {
    json.send(
        json.request("/ingest", KEY)
            .header("X-Request-ID", "req-1")
            .header("traceparent", traceparent(flags))
            .POST(BodyPublishers.ofString(push.json()))
            .build());
  }

  private static String traceparent(String flags) {
    return "00-" + TRACE + "-" + CALLER + "-" + flags;
  }

  /** Spans arrive in the order in which they end. */
  private static List<Span> spans(int count) {
    await().until(() -> collector.spans().size() >= count);
    assertThat(collector.spans()).hasSize(count);
    return collector.spans();
  }

  private static void assertIsACallersPush(Span span, String name) {
    assertThat(span.getName()).isEqualTo(name);
    assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
    assertThat(hex(span.getParentSpanId())).isEqualTo(CALLER);
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
  }

  private static void assertIsTheWriteOf(Span request, Span write) {
    assertThat(write.getName()).isEqualTo("write history+online");
    assertThat(hex(write.getTraceId())).isEqualTo(TRACE);
    assertThat(write.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(write.getStartTimeUnixNano()).isGreaterThanOrEqualTo(request.getStartTimeUnixNano());
    assertThat(write.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano());
    assertThat(attributes(write))
        .containsOnly(
            entry("freshet.rows", 4L),
            entry("freshet.rows.online", 4L),
            entry("freshet.rows.historic", 0L),
            entry("freshet.rows.not_stored", 0L));
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
