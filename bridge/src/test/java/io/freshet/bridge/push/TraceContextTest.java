package io.freshet.bridge.push;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.config.IngestConfig;
import io.freshet.bridge.config.IngestConfig.Protocol;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.OffsetTracker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String OTHER = "00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Map<String, String> ON =
      Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318");

  @Test
  void isWhatAllRecordsOfARequestShare() {
    assertThat(TraceContext.sharedBy(batch(traced(PARENT, "a=1"), traced(PARENT, "a=1"))))
        .contains(new TraceContext(PARENT, "a=1"));
    assertThat(TraceContext.sharedBy(batch(traced(PARENT, "a=1"), traced(OTHER, "a=1")))).isEmpty();
    assertThat(TraceContext.sharedBy(batch(traced(PARENT, "a=1"), List.of()))).isEmpty();
    assertThat(TraceContext.sharedBy(batch(List.of(), List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx: y"
      })
  void isNoneWhereTheHeaderIsNotOne(String value) {
    assertThat(TraceContext.sharedBy(batch(traced(value, "a=1")))).isEmpty();
  }

  @Test
  void leavesOutAStateThatNoHeaderCanHold() {
    assertThat(TraceContext.sharedBy(batch(traced(PARENT, "a=\n1"))))
        .contains(new TraceContext(PARENT, ""));
  }

  @Test
  void isLookedForWhereTracesAreAskedFor() {
    Batch batch = batch(traced(PARENT, ""));
    assertThat(TraceContext.configured(ON).apply(batch)).isPresent();
    assertThat(TraceContext.configured(Map.of()).apply(batch)).isEmpty();
    assertThat(TraceContext.configured(Map.of("OTEL_TRACES_EXPORTER", "none")).apply(batch))
        .isEmpty();
  }

  @Test
  void reachesTheServer() throws Exception {
    var server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.start();
    try {
      server.stubFor(post(anyUrl()).willReturn(ok()));
      var url = URI.create("http://127.0.0.1:" + server.port());
      var config = new IngestConfig(url, "prod", "key", Duration.ofSeconds(3), Protocol.HTTP_1_1);
      var client =
          new HttpIngestClient(
              new Connection(config, 1),
              () -> "id",
              InstantSource.system(),
              TraceContext.configured(ON));
      assertThat(client.push(batch(traced(PARENT, "a=1")))).isInstanceOf(Answer.Foreign.class);
      server.verify(
          postRequestedFor(anyUrl())
              .withHeader("traceparent", equalTo(PARENT))
              .withHeader("tracestate", equalTo("a=1")));
    } finally {
      server.stop();
    }
  }

  private static List<SourceHeader> traced(String parent, String state) {
    return List.of(header("traceparent", parent), header("tracestate", state));
  }

  private static SourceHeader header(String name, String value) {
    return new SourceHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @SafeVarargs
  private static Batch batch(List<SourceHeader>... records) {
    var tracker = new OffsetTracker();
    List<Pending> pending = new ArrayList<>();
    for (List<SourceHeader> headers : records) {
      int offset = pending.size();
      var source = new SourceRecord(new Origin("t", 0), offset, 0, null, new byte[1], headers);
      pending.add(new Pending(new byte[] {'{', '}'}, 0, source, tracker.open(offset, 0, 0, 1)));
    }
    return new Batch("payments", pending);
  }
}
