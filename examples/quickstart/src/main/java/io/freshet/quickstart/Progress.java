package io.freshet.quickstart;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What a person watches: one line that renews itself on a terminal, a line now and then in a log.
 */
final class Progress {
  private final PrintStream out;
  private final boolean terminal;
  private long lastLineNanos = Long.MIN_VALUE;

  /**
   * Writes to {@code out}.
   *
   * @param terminal whether a line may be written over
   */
  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A step that stays on the screen. */
  void step(String text) {
    out.println((terminal ? "\r\033[K" : "") + text);
  }

  /** The figures of this moment. */
  void figures(Figures figures, long nowNanos) {
    line(figures.line(), nowNanos);
  }

  /** What holds at this moment; in a log at most every two seconds. */
  void line(String text, long nowNanos) {
    if (terminal) {
      out.print("\r\033[K" + text);
      out.flush();
    } else if (lastLineNanos == Long.MIN_VALUE || nowNanos - lastLineNanos > 2_000_000_000L) {
      lastLineNanos = nowNanos;
      out.println(text);
    }
  }

  /**
   * What the programs and the broker report at one moment.
   *
   * @param freshness histogram in seconds, cumulative counts by upper bound
   */
  record Figures(
      long produced,
      long pushed,
      long stored,
      long deadLettered,
      long lag,
      NavigableMap<Double, Double> freshness) {

    String line() {
      return String.format(
          Locale.ROOT,
          "  produced %,d   pushed %,d   stored %,d   dead letters %,d   lag %,d   freshness p50 %s p99 %s",
          produced,
          pushed,
          stored,
          deadLettered,
          lag,
          quantile(0.50),
          quantile(0.99));
    }

    private String quantile(double q) {
      double total = freshness.isEmpty() ? 0 : freshness.lastEntry().getValue();
      for (Map.Entry<Double, Double> bucket : freshness.entrySet()) {
        if (total > 0 && bucket.getValue() >= q * total) {
          return bucket.getKey().isInfinite()
              ? ">" + duration(freshness.lowerKey(bucket.getKey()))
              : "≤" + duration(bucket.getKey());
        }
      }
      return "–";
    }

    private static String duration(double seconds) {
      return seconds < 1
          ? String.format(Locale.ROOT, "%.0f ms", seconds * 1000)
          : String.format(Locale.ROOT, "%.1f s", seconds);
    }
  }
}
