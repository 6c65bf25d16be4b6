package io.freshet.ingest.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** OpenTelemetry's SDK, as its own environment variables set it up; traces only. */
final class Sdk {
  private static final String PREFIX = "OTEL_";
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "freshet-ingest",
          "otel.traces.exporter", "otlp",
          "otel.exporter.otlp.protocol", "http/protobuf");

  /** Metrics are Prometheus's to fetch, logs are on standard error, whatever others are told. */
  private static final Map<String, String> OURS =
      Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  private Sdk() {}

  static OpenTelemetrySdk start(Map<String, String> environment) {
    // Its complaints of a collector become lines of our log.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try {
      return AutoConfiguredOpenTelemetrySdk.builder()
          .disableShutdownHook() // the server is drained first
          .addPropertiesSupplier(() -> DEFAULTS)
          .addPropertiesCustomizer(_ -> properties(environment))
          .build()
          .getOpenTelemetrySdk();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "OpenTelemetry cannot start as the OTEL_ variables say: "
              + e.getMessage()
              + "; traces go by OTLP over http/protobuf: correct the variables, or unset them",
          e);
    }
  }

  private static Map<String, String> properties(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX) && !value.isBlank()) {
        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
      }
    });
    properties.putAll(OURS);
    return properties;
  }
}
