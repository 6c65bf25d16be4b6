package io.freshet.ingest.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import io.freshet.ingest.Samples;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.journey.Call;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.request.Parsed;
import io.freshet.ingest.serve.status.Refusals;
import io.freshet.ingest.serve.status.RequestIds;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When traces are on, and whose child a write is. */
class TracingTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void isOffUnlessAnExporterOrItsEndpointIsNamed() {
    for (Map<String, String> environment :
        List.of(
            Map.<String, String>of(),
            Map.of("OTEL_SERVICE_NAME", "ours", "OTEL_PROPAGATORS", "b3"),
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "),
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c", "OTEL_TRACES_EXPORTER", "none"),
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c", "OTEL_SDK_DISABLED", "true"))) {
      assertThat(configured(environment)).as("%s", environment).isInstanceOf(Untraced.class);
    }
    for (Map<String, String> environment :
        List.of(
            Map.of("OTEL_TRACES_EXPORTER", "otlp"),
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"),
            Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:4318/v1/traces"))) {
      try (Tracing tracing = configured(environment)) {
        assertThat(tracing).as("%s", environment).isInstanceOf(Traced.class);
      }
    }
  }

  @Test
  void whatThereIsNotIsSaidAtTheStart() {
    for (Map<String, String> environment :
        List.of(
            Map.of("OTEL_TRACES_EXPORTER", "zipkin"),
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost"),
            Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))) {
      assertThatThrownBy(() -> configured(environment))
          .as("%s", environment)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("OpenTelemetry cannot start as the OTEL_ variables say: ")
          .hasMessageContaining("correct the variables, or unset them");
    }
  }

  @Test
  void aWriteThatHadToWaitForAnotherThreadIsStillItsOwnRequestsChild() throws IOException {
    try (var collector = new Collector()) {
      var turn = new CompletableFuture<Void>();
      try (Tracing tracing = configured(collector.environment())) {
        Pushes pushes =
            tracing.pushes(
                (_, _) -> CompletableFuture.completedFuture(List.of()),
                writes ->
                    (call, _) ->
                        turn.thenComposeAsync(_ -> writes.write(List.of(), call.deadline()))
                            .thenApply(_ -> new PushAnswer.Refused("", Refusals.BUSY)));
        CompletableFuture<PushAnswer> first = push(pushes, "00f067aa0ba902b7");
        CompletableFuture<PushAnswer> second = push(pushes, "b7ad6b7169203331");
        turn.complete(null);
        CompletableFuture.allOf(first, second).join();
      }
      assertThat(collector.spans())
          .extracting(span -> hex(span.getTraceId()), span -> hex(span.getParentSpanId()))
          .containsExactlyInAnyOrder(
              tuple(TRACE, "00f067aa0ba902b7"), tuple(TRACE, "b7ad6b7169203331"));
    }
  }

  @Test
  void aCollectorThatHangsKeepsNoPushWaitingAndNoServerFromEndingInTime() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var endpoint = "http://127.0.0.1:" + silent.getLocalPort();
      Tracing tracing = configured(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
      Pushes pushes =
          tracing.pushes(
              (_, _) -> CompletableFuture.completedFuture(List.of()),
              writes ->
                  (call, _) ->
                      writes
                          .write(List.of(), call.deadline())
                          .thenApply(_ -> new PushAnswer.Refused("", Refusals.BUSY)));
      assertThat(push(pushes, "00f067aa0ba902b7")).isCompleted();
      long begun = System.nanoTime();
      tracing.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static CompletableFuture<PushAnswer> push(Pushes pushes, String parent) {
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            TRACE, parent, TraceFlags.getSampled(), TraceState.getDefault());
    try (Scope _ = Span.wrap(remote).makeCurrent()) {
      return pushes.push(
          new Call("", Samples.UNHURRIED), _ -> new Parsed.Refused("", Refusals.BUSY));
    }
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static Tracing configured(Map<String, String> environment) {
    return Tracing.configured(environment, new RequestIds(() -> "made"));
  }
}
