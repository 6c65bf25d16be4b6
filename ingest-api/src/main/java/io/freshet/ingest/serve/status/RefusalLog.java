package io.freshet.ingest.serve.status;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.answer.Refusal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A line for each refused request, with its id and the types of its errors, never a text that came
 * with it. At most so many lines of one type in so long: a client that floods the server does not
 * flood the log. What was left out is counted in the next line of its type.
 */
public final class RefusalLog {
  static final int LINES = 10;
  static final Duration WINDOW = Duration.ofSeconds(10);

  private final Logger log;
  private final LongSupplier nanos;
  private final Map<RequestErrorType, Window> windows = new EnumMap<>(RequestErrorType.class);

  private static final class Window {
    private long since;
    private int lines;
    private long leftOut;
  }

  public RefusalLog(Logger log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
  }

  /** Says so, unless it has been said too often of late. A bug has been described elsewhere. */
  public void refused(String requestId, Refusal refusal) {
    if (refusal.type() != RequestErrorType.INTERNAL && admit(refusal.type())) {
      log.atLevel(Statuses.of(refusal.type()).retryable() ? Level.WARN : Level.INFO)
          .addKeyValue("request_id", requestId)
          .addKeyValue("error_type", refusal.type())
          .log(
              "refused request {}: {}{}{}",
              requestId,
              refusal.type(),
              counts(refusal),
              more(refusal.type()));
    }
  }

  private synchronized boolean admit(RequestErrorType type) {
    Window window = windows.computeIfAbsent(type, _ -> fresh());
    if (nanos.getAsLong() - window.since >= WINDOW.toNanos()) {
      window.since = nanos.getAsLong();
      window.lines = 0;
    }
    if (window.lines == LINES) {
      window.leftOut++;
      return false;
    }
    window.lines++;
    return true;
  }

  private Window fresh() {
    var window = new Window();
    window.since = nanos.getAsLong();
    return window;
  }

  private synchronized String more(RequestErrorType type) {
    Window window = windows.computeIfAbsent(type, _ -> fresh());
    long leftOut = window.leftOut;
    window.leftOut = 0;
    return leftOut == 0 ? "" : "; " + leftOut + " more of this type before";
  }

  private static String counts(Refusal refusal) {
    return refusal.records().isEmpty()
        ? ""
        : refusal.records().stream()
            .collect(Collectors.groupingBy(RecordError::type, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(count -> count.getKey() + "=" + count.getValue())
            .collect(Collectors.joining(" ", " (", ")"));
  }
}
