package io.freshet.ingest.trace;

import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.write.Writes;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Goes around the routes and beneath the journey of pushes, and tells OpenTelemetry what happens
 * there: routes, counts and outcomes, never a key, a name of a caller's or a value. Where
 * OpenTelemetry is not configured, none of its classes is loaded.
 */
public interface Tracing extends DecoratingHttpServiceFunction, AutoCloseable {

  /** The journey over writes whose time is a part of the request's. */
  Pushes pushes(Writes writes, Function<Writes, Pushes> journey);

  /** Hands over the last spans, for as long as that takes a collector that works. */
  @Override
  void close();

  /**
   * What the environment asks for, in the variables that OpenTelemetry's own documentation names.
   *
   * @throws IllegalStateException when they ask for what there is not
   */
  static Tracing configured(Map<String, String> environment, RequestIds ids) {
    return isOn(environment) ? new Traced(Sdk.start(environment), ids) : new Untraced();
  }

  private static boolean isOn(Map<String, String> environment) {
    boolean asked =
        Stream.of(
                "OTEL_TRACES_EXPORTER",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
            .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    return asked
        && !environment.getOrDefault("OTEL_TRACES_EXPORTER", "").strip().equals("none")
        && !environment.getOrDefault("OTEL_SDK_DISABLED", "").strip().equalsIgnoreCase("true");
  }
}
