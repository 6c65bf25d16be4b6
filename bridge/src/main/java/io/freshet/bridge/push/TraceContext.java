package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.bridge.event.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The trace that messages belong to, as their headers say (W3C Trace Context, level 1).
 *
 * @param parent the value of {@code traceparent}
 * @param state the value of {@code tracestate}; empty for none
 */
public record TraceContext(String parent, String state) {
  private static final Pattern PARENT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern STATE = Pattern.compile("[\\x20-\\x7e]{1,512}");

  /** How batches are looked at: not at all where the environment does not ask for traces. */
  public static Function<Batch, Optional<TraceContext>> configured(
      Map<String, String> environment) {
    boolean asked =
        Stream.of(
                "OTEL_TRACES_EXPORTER",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
            .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    boolean off =
        environment.getOrDefault("OTEL_TRACES_EXPORTER", "").strip().equals("none")
            || environment.getOrDefault("OTEL_SDK_DISABLED", "").strip().equalsIgnoreCase("true");
    return asked && !off ? TraceContext::sharedBy : _ -> Optional.empty();
  }

  /** The one that all records of a batch have; empty where they have several, or none. */
  static Optional<TraceContext> sharedBy(Batch batch) {
    List<Optional<TraceContext>> distinct =
        batch.records().stream()
            .map(Pending::source)
            .map(TraceContext::of)
            .distinct()
            .limit(2)
            .toList();
    return distinct.size() == 1 ? distinct.getFirst() : Optional.empty();
  }

  private static Optional<TraceContext> of(SourceRecord message) {
    String state = header(message, "tracestate").filter(STATE.asMatchPredicate()).orElse("");
    return header(message, "traceparent")
        .filter(PARENT.asMatchPredicate())
        .map(parent -> new TraceContext(parent, state));
  }

  private static Optional<String> header(SourceRecord message, String name) {
    for (SourceHeader header : message.headers()) {
      byte[] value = header.value();
      if (value != null && header.name().equals(name)) {
        return Optional.of(new String(value, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}
