package io.freshet.ingest.serve.status;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The caller's {@code X-Request-ID}, or one that is made. */
public final class RequestIds {
  public static final String HEADER = "x-request-id";
  private static final int LONGEST = 128;

  private final Supplier<String> fresh;

  public RequestIds(Supplier<String> fresh) {
    this.fresh = fresh;
  }

  /** What the header says, if it is something that can be put into a log and a header. */
  public String of(@Nullable String header) {
    return header != null && usable(header) ? header : fresh.get();
  }

  private static boolean usable(String header) {
    return !header.isEmpty()
        && header.length() <= LONGEST
        && header.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
