package io.freshet.ingest.serve.status;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.admit.Deadline;
import io.freshet.yaml.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Until when a request is to be answered: what the caller asks for, but no more than the server's
 * own limit, counted from the moment its head arrived. What cannot be read asks for nothing.
 */
public final class Deadlines {
  /** Over JSON: a duration such as {@code 250ms} or {@code 5s}. */
  public static final String HEADER = "x-request-timeout";

  private static final String GRPC_HEADER = "grpc-timeout";

  /** As in gRPC's protocol over HTTP/2: at most eight digits and a unit. */
  private static final Pattern GRPC = Pattern.compile("(\\d{1,8})([HMSmun])");

  private final Duration longest;

  public Deadlines(Duration longest) {
    this.longest = longest;
  }

  /** The deadline of the request that a service is handling. */
  public Deadline of(ServiceRequestContext ctx) {
    RequestHeaders headers = ctx.request().headers();
    Duration asked =
        text(headers.get(HEADER))
            .flatMap(DurationText::parse)
            .or(() -> text(headers.get(GRPC_HEADER)).flatMap(Deadlines::grpc))
            .orElse(longest);
    long since = ctx.log().partial().requestStartTimeNanos();
    return Deadline.after(asked.compareTo(longest) < 0 ? asked : longest, since, System::nanoTime);
  }

  private static Optional<String> text(@Nullable String header) {
    return Optional.ofNullable(header);
  }

  private static Optional<Duration> grpc(String text) {
    Matcher matcher = GRPC.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "H" -> Duration.ofHours(amount);
          case "M" -> Duration.ofMinutes(amount);
          case "S" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMillis(amount);
          case "u" -> Duration.ofNanos(amount * 1_000);
          default -> Duration.ofNanos(amount);
        });
  }
}
