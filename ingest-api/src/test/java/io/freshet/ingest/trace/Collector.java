package io.freshet.ingest.trace;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A collector of traces, by OTLP over HTTP, that keeps what it is sent. */
public final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final Queue<ExportTraceServiceRequest> received = new ConcurrentLinkedQueue<>();

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** What switches traces on, and sends them here. */
  public Map<String, String> environment() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** All spans, in the order in which they ended. */
  public List<Span> spans() {
    return resources()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** The names of all services that sent something. */
  public List<String> services() {
    return resources()
        .flatMap(resource -> resource.getResource().getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> attribute.getValue().getStringValue())
        .distinct()
        .toList();
  }

  /** Begins anew. */
  public void forget() {
    received.clear();
  }

  /** Everything that was sent, as text. */
  public String text() {
    return received.toString();
  }

  /** A span's attributes; numbers as Long. */
  public static Map<String, Object> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, attribute -> value(attribute.getValue())));
  }

  private static Object value(AnyValue value) {
    return value.hasIntValue() ? value.getIntValue() : value.getStringValue();
  }

  private Stream<ResourceSpans> resources() {
    return received.stream().flatMap(request -> request.getResourceSpansList().stream());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
